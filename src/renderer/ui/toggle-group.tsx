import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { Icon, type IconName } from './icon';
import { WithTooltip } from './tooltip';
import styles from './toggle-group.module.css';

interface ToggleGroupProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    readonly icon?: IconName;
    readonly keys?: string | undefined;
  }[];
  readonly onChange: (value: V) => void;
  /** True: only icons are drawn, the words are tooltips. */
  readonly iconsOnly?: boolean;
}

/** One of a few, all visible. */
export function ToggleGroup<V extends string>(props: ToggleGroupProps<V>) {
  const { label, value, options, onChange, iconsOnly = false } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <WithTooltip key={option.value} text={iconsOnly ? option.label : null} keys={option.keys}>
          <ToggleButton
            id={option.value}
            className={styles.option ?? ''}
            {...(iconsOnly ? { 'aria-label': option.label } : {})}
          >
            {option.icon !== undefined && <Icon name={option.icon} />}
            {!iconsOnly && option.label}
          </ToggleButton>
        </WithTooltip>
      ))}
    </ToggleButtonGroup>
  );
}
