import '../../../src/renderer/styles/tokens.css';
import '../../../src/renderer/styles/base.css';
import { start } from '../../../src/renderer/app/start';
import { FakeBridge } from '../fake-bridge';
import { sampleAnswers } from './sample-answers';
import { scenes } from './scenes';

/** One scene of the window on a fake bridge: `?scene=changes&theme=dark&density=compact`. */
const wanted = new URLSearchParams(location.search);
const scene = scenes[wanted.get('scene') ?? 'welcome'];
const root = document.getElementById('root');
if (scene === undefined || root === null) throw new Error('No such scene');

const theme = wanted.get('theme') === 'dark' ? 'dark' : 'light';
const density = wanted.get('density') === 'compact' ? 'compact' : 'regular';
const bridge = new FakeBridge({ ...sampleAnswers(), ...scene.answers });
await bridge.call('settings.write', 'gallery', { change: { theme, density } });
start(bridge, root);
requestAnimationFrame(() => scene.act?.(bridge));
