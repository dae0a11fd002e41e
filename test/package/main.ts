/** `npm run package`: the publishable package in `dist/package/`. */
import { buildPackage, packageFolder } from './build-package.js';

buildPackage();
console.log(`Built ${packageFolder}. \`npm publish dist/package\` publishes it.`);
