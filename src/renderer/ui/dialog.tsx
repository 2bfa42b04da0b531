import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from './class-names';
import { useFocusReturn } from './focus-return';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `full`: as much as there is, for comparisons. */
  readonly width?: 'regular' | 'wide' | 'full';
  /** `alertdialog` for questions. */
  readonly role?: 'dialog' | 'alertdialog';
  /** True: the title is only spoken. */
  readonly titleHidden?: boolean;
  /** Near the top, as a palette. */
  readonly high?: boolean;
}

export function Dialog(props: DialogProps) {
  const { title, open, onClose, children, width = 'regular', role = 'dialog', titleHidden = false, high } = props;
  return (
    <ModalOverlay
      className={classNames(styles.veil, high === true && styles.high)}
      isOpen={open}
      isDismissable
      onOpenChange={(stays) => {
        if (!stays) onClose();
      }}
    >
      <Modal className={classNames(styles.modal, width !== 'regular' && styles[width])}>
        <AriaDialog className={styles.dialog ?? ''} role={role} {...(titleHidden ? { 'aria-label': title } : {})}>
          {!titleHidden && (
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
          )}
          {children}
          <FocusReturn />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Lives as long as the dialog is open. */
function FocusReturn() {
  useFocusReturn();
  return null;
}
