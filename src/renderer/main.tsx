import './styles/tokens.css';
import './styles/base.css';
import { bridgeKey, type Bridge } from '../contract/bridge';
import { start } from './app/start';

const bridge = (window as unknown as Record<string, Bridge | undefined>)[bridgeKey];
const root = document.getElementById('root');
if (bridge === undefined || root === null) throw new Error('The page was opened outside of the app.');
start(bridge, root);
