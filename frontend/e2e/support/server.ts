import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRegion } from './region'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAM = join(ROOT, '.venv', 'bin', 'mingze')

/** A real `mingze serve` over a fresh database: the demonstration, and beside it the region of the journeys. */
export default async function start(): Promise<() => Promise<void>> {
  const place = mkdtempSync(join(tmpdir(), 'mingze-e2e-'))
  const port = await freePort()
  const env = {
    ...process.env,
    MINGZE_DATA_DIR: place,
    MINGZE_ENVIRONMENT: 'development',
    // What these passwords protect is thrown away at the end.
    MINGZE_ARGON2_MEMORY_KIB: '8',
    MINGZE_ARGON2_ROUNDS: '1',
  }
  execFileSync(PROGRAM, ['demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const address = `http://127.0.0.1:${port}`
  const server = spawn(PROGRAM, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(`${address}/api/v1/meta`, server)
  await makeRegion(address)
  process.env.MINGZE_E2E_URL = address
  return async () => {
    await stopped(server)
    rmSync(place, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`mingze serve ended with ${server.exitCode}`)
    try {
      if ((await fetch(url)).ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('mingze serve does not answer')
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGTERM')
  const late = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}
