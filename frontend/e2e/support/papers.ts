import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const TWIN = join(ROOT, 'backend', 'mingze', 'samples', 'rectification_report.txt')

export interface Paper {
  name: string
  path: string
  /** What the document states of itself. */
  findings: number
  keyMatters: number
  done: number
  staged: number
  from: string
  to: string
  feedback: string
  /** The number and some words of its first finding. */
  first: string
}

/** The self-written twin, and the published original where the setting says where it lies. */
export function reports(): Paper[] {
  const found: Paper[] = [
    {
      name: 'the shipped twin',
      path: TWIN,
      findings: 26,
      keyMatters: 2,
      done: 25,
      staged: 1,
      from: '2025-03-03',
      to: '2025-04-30',
      feedback: '2025-06-12',
      first: '公共卫生补助资金拨付偏慢',
    },
  ]
  const folder = process.env.MINGZE_TEST_DOCUMENTS
  if (!folder) return found
  const original = join(folder, '004_11509454451118b9.txt')
  if (!existsSync(original)) throw new Error(`MINGZE_TEST_DOCUMENTS has no ${original}`)
  found.push({
    name: 'the published original',
    path: original,
    findings: 37,
    keyMatters: 2,
    done: 36,
    staged: 1,
    from: '2023-11-01',
    to: '2023-12-30',
    feedback: '2024-02-06',
    first: '对基本公共卫生经费使用监管不力',
  })
  return found
}

export interface Read {
  text: string
  findings: { problem: string }[]
}

/** What `mingze read` makes of a file: the reader checks the writer. */
export function read(path: string): Read {
  const said = execFileSync(join(ROOT, '.venv', 'bin', 'mingze'), ['read', path, '--json', '--with-text'], {
    maxBuffer: 64 << 20,
  })
  return JSON.parse(said.toString()) as Read
}

export function startsWith(path: string, magic: string): boolean {
  return readFileSync(path).subarray(0, magic.length).toString('latin1') === magic
}

/** A Word file of these paragraphs, as somebody would type it. */
export function word(path: string, ...paragraphs: string[]): string {
  const program =
    'import docx, sys\nd = docx.Document()\nfor text in sys.argv[2:]: d.add_paragraph(text)\nd.save(sys.argv[1])'
  execFileSync(join(ROOT, '.venv', 'bin', 'python'), ['-c', program, path, ...paragraphs])
  return path
}

/** A picture as a phone would send it: real PNG, made here. `grain`: noise, so that it stays as large as a photo. */
export function photo(path: string, width = 320, height = 240, grain = false): string {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows.set(grain ? noise() : [x % 256, y % 256, (x * y) % 256], y * (width * 3 + 1) + 1 + x * 3)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  writeFileSync(
    path,
    Buffer.concat([
      signature,
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
  return path
}

let seed = 1

/** Three bytes that no packing makes shorter; the same ones each run. */
function noise(): number[] {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return [seed >>> 24, (seed >>> 16) & 255, (seed >>> 8) & 255]
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A stamped paper, scanned: one page of PDF with a word on it. */
export function scan(path: string, words: string): string {
  const stream = `BT /F1 24 Tf 72 720 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  writeFileSync(path, file, 'latin1')
  return path
}
