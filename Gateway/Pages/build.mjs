// Builds the console for the gateway: node build.mjs CONSOLE_FOLDER OUTPUT_FOLDER
// Installs its packages only where they are not those of package-lock.json, so that a machine without a network can build again.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [consoleFolder, output] = process.argv.slice(2).map(path => resolve(path))
const LEAST_NODE = 20
const LOCK_IS_STALE_AFTER_MS = 10 * 60 * 1000
const WORTH_COMPRESSING = /\.(html|js|mjs|css|svg|json|webmanifest|txt|map|ico)$/

function fail(sentence) {
  console.error(`console : error OPS0001: ${sentence}`)   // the form in which MSBuild takes it for its own
  process.exit(1)
}

function npm(args, why) {
  const done = spawnSync('npm', args, { cwd: consoleFolder, encoding: 'utf8', shell: process.platform === 'win32' })
  if (done.error?.code === 'ENOENT') {
    fail('npm is missing, which builds the console. Install Node 20 with npm, or build without the console: -p:BuildConsole=false')
  }
  if (done.status !== 0) {
    console.error(`${done.stdout ?? ''}${done.stderr ?? ''}`)
    fail(`${why} failed: npm ${args.join(' ')} (in Console)`)
  }
}

const readJson = path => JSON.parse(readFileSync(path, 'utf8'))

// What npm installed is written down in node_modules; packages for other platforms are not there and need not be.
function isInstalled() {
  const installedFile = join(consoleFolder, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) {
    return false
  }
  const wanted = readJson(join(consoleFolder, 'package-lock.json')).packages
  const installed = readJson(installedFile).packages
  return Object.entries(wanted).every(([path, entry]) =>
    path === '' || (path in installed ? installed[path].version === entry.version : entry.optional === true || entry.devOptional === true))
}

// Two builds at the same time (of two configurations, say) must not install, or write the types of the API, into one folder at once.
async function inTurn(work) {
  const lock = join(consoleFolder, 'node_modules.lock')
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error
      }
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > LOCK_IS_STALE_AFTER_MS) {
        rmSync(lock, { recursive: true, force: true })
      }
      await new Promise(done => setTimeout(done, 200))
    }
  }
  let isMine = true
  const release = () => {
    if (isMine) {
      isMine = false
      rmSync(lock, { recursive: true, force: true })
    }
  }
  process.once('exit', release)   // a build that fails exits at once, and the next one would wait for its lock
  work()
  release()
}

function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || !WORTH_COMPRESSING.test(entry.name)) {
      continue
    }
    const bytes = readFileSync(path)
    const written = [
      ['.br', brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })],
      ['.gz', gzipSync(bytes, { level: 9 })],
    ]
    for (const [ending, packed] of written) {
      if (packed.length < bytes.length * 0.95) {
        writeFileSync(path + ending, packed)
        utimesSync(path + ending, new Date(), new Date())
      }
    }
  }
}

if (!consoleFolder || !output) {
  fail('usage: node build.mjs CONSOLE_FOLDER OUTPUT_FOLDER')
}
if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  fail(`the console is built with Node ${LEAST_NODE} or later; this is ${process.version}. Install a newer one, or build without the console: -p:BuildConsole=false`)
}

await inTurn(() => {
  if (!isInstalled()) {
    npm(['ci', '--no-audit', '--no-fund'], 'Installing the packages of the console')
  }
  npm(['run', 'build', '--', '--outDir', output, '--emptyOutDir'], 'Building the console')
})
if (!existsSync(join(output, 'index.html'))) {
  fail(`the build of the console left no index.html in ${output}`)
}
compress(output)
