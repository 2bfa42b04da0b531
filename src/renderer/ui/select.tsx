import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { classNames } from './class-names';
import fieldStyles from './field.module.css';
import { Icon } from './icon';
import menuStyles from './menu.module.css';

interface SelectProps<V extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly className?: string | undefined;
}

/** One of several, when there are too many for a ToggleGroup. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { label, labelHidden = false, value, options, onChange, className } = props;
  return (
    <AriaSelect
      className={classNames(fieldStyles.field, className)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className={fieldStyles.label ?? ''}>{label}</Label>}
      <Button className={fieldStyles.select ?? ''}>
        <SelectValue />
        <Icon name="open" size={12} />
      </Button>
      <Popover className={menuStyles.popover ?? ''} offset={4}>
        <ListBox className={menuStyles.list ?? ''}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={menuStyles.item ?? ''}
            >
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
