import { app, Menu } from 'electron';
import { menuTemplate } from './menu-template';

/** Puts up the application menu; `run` sends a command to the page. */
export function setMenu(run: (command: string) => void): void {
  const template = menuTemplate({ platform: process.platform, appName: app.name, developing: !app.isPackaged, run });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
