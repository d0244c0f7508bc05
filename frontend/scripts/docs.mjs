// The browsable contract works without internet: its assets are taken from the package into the build.
import { copyFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const to = join(import.meta.dirname, '..', 'dist', 'docs')
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE']) {
  await copyFile(join(from, file), join(to, file))
}
