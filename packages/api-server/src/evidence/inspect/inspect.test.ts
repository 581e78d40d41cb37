import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { ProblemError } from '@sunshine-aid/api-contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aZip } from '../../spreadsheet/testing/aWorkbook.ts'
import { computingTime } from '../../testing/computingTime.ts'
import { aJpeg, anOffice, aPdf, aPng, aWebp, chunk, riffChunk, SECRET } from '../testing/files.ts'
import { inspectFile } from './inspect.ts'

/** The code with which a file is refused, within a second of computing (promise G23); a file that is kept fails the test. */
async function faultOf(bytes: Buffer): Promise<string> {
  let error: unknown
  const spent = await computingTime(async () => {
    error = await inspectFile(bytes).then(
      () => new Error('it was kept'),
      (fault: unknown) => fault,
    )
  })
  expect(spent).toBeLessThan(1_000)
  if (error instanceof ProblemError) return error.code
  throw error
}

const zeros = new Uint8Array(40 * 1024 * 1024)
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
  ])

describe('what a file is, its content says', () => {
  it.each([
    ['jpeg', aJpeg()],
    ['png', aPng()],
    ['webp', aWebp()],
    ['pdf', aPdf()],
    ['docx', anOffice('docx')],
    ['xlsx', anOffice('xlsx')],
    ['pptx', anOffice('pptx')],
  ] as const)('%s', async (type, bytes) => {
    expect((await inspectFile(bytes)).type).toBe(type)
  })
})

describe('metadata', () => {
  it.each([
    ['JPEG', aJpeg()],
    ['PNG', aPng({ chunks: [['eXIf', Buffer.from(SECRET)]] })],
    ['WebP', aWebp()],
  ])('of a %s is taken out', async (_, bytes) => {
    // The control: it is there before.
    expect(bytes.includes(SECRET)).toBe(true)
    const kept = (await inspectFile(bytes)).bytes
    expect(kept.includes(SECRET)).toBe(false)
    expect(kept.length).toBeLessThan(bytes.length)
  })

  it('of a picture that was cleaned before stays as it is', async () => {
    for (const bytes of [aJpeg(), aPng(), aWebp()]) {
      const once = (await inspectFile(bytes)).bytes
      expect((await inspectFile(once)).bytes).toEqual(once)
    }
  })

  it('the way up of a picture is kept, alone', async () => {
    const { bytes } = await inspectFile(aJpeg({ orientation: 6 }))
    const exif = bytes.indexOf('Exif\0\0')
    expect(bytes.readUInt16BE(exif - 2)).toBe(2 + 6 + 26)
    expect(bytes.readUInt16BE(exif + 6 + 18)).toBe(6)
    expect((await inspectFile(aJpeg({ orientation: 1 }))).bytes.includes('Exif')).toBe(false)
  })

  it('the colours of a picture are kept', async () => {
    expect((await inspectFile(aJpeg())).bytes.includes('ICC_PROFILE')).toBe(true)
    const profile = Buffer.alloc(200)
    profile.write('acsp', 36)
    const iCCP = Buffer.concat([Buffer.from('p\0\0'), deflateSync(profile)])
    expect((await inspectFile(aPng({ chunks: [['iCCP', iCCP]] }))).bytes.includes('iCCP')).toBe(true)
  })

  it('a colour profile that unpacks without end is left out', async () => {
    const iCCP = Buffer.concat([Buffer.from('p\0\0'), deflateSync(zeros)])
    expect((await inspectFile(aPng({ chunks: [['iCCP', iCCP]] }))).bytes.includes('iCCP')).toBe(false)
  })

  it('what a phone attaches behind a photo is cut off', async () => {
    const behind = Buffer.from(`MotionPhoto_Data ${SECRET}`)
    const { bytes } = await inspectFile(aJpeg({ behind }))
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9')
    expect(bytes.includes('MotionPhoto')).toBe(false)
  })
})

describe('a file is refused', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'file_damaged'],
    ['a text', Buffer.from('hello'), 'file_not_allowed'],
    ['a web page', Buffer.from('<html><script>alert(1)</script>'), 'file_not_allowed'],
    [
      'a picture that can hold scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'file_not_allowed',
    ],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0', 'latin1'), 'file_not_allowed'],
    ['a program', Buffer.from('MZ\x90\0', 'latin1'), 'file_not_allowed'],
    ['a photo in Apple’s format', Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'file_not_allowed'],
    ['an old Word file', ole('WordDocument'), 'file_not_allowed'],
    ['an Office file with a password', ole('EncryptedPackage'), 'file_locked'],
    ['a zip of something else', aZip({ 'readme.txt': 'hello' }), 'file_not_allowed'],
    ['an encrypted PDF', aPdf({ trailer: '/Encrypt 9 0 R' }), 'file_locked'],
    ['an encrypted PDF that hides it', aPdf({ trailer: '/#45ncrypt 9 0 R' }), 'file_locked'],
    [
      'a PDF with a script',
      aPdf({ objects: '3 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n' }),
      'file_has_macros',
    ],
    [
      'a PDF that starts a program',
      aPdf({ objects: '3 0 obj\n<</S/L#61unch>>\nendobj\n' }),
      'file_has_macros',
    ],
    ['an animated WebP', aWebp({ extra: [riffChunk('ANIM', Buffer.alloc(6))] }), 'file_not_allowed'],
    [
      'a PNG with a wrong checksum',
      Buffer.from(aPng().toString('latin1').replace('tIME', 'tIMF'), 'latin1'),
      'file_damaged',
    ],
    ['a PNG with a part that nobody knows', aPng({ chunks: [['EVIL', Buffer.alloc(3)]] }), 'file_damaged'],
    ['a JPEG without a picture', Buffer.from('ffd8ffd9', 'hex'), 'file_damaged'],
  ])('%s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault)
  })

  it.each([
    ['a VBA project', anOffice('docx', { 'word/vbaProject.bin': 'x' })],
    ['a macro sheet', anOffice('xlsx', { 'xl/macrosheets/sheet1.xml': '<a/>' })],
    ['a control', anOffice('pptx', { 'ppt/activeX/activeX1.xml': '<a/>' })],
    ['an object of another program', anOffice('docx', { 'word/embeddings/oleObject1.bin': 'x' })],
    [
      'the type of a macro file',
      anOffice('docx', {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      }),
    ],
    [
      'a template from elsewhere',
      anOffice('docx', {
        'word/_rels/settings.xml.rels':
          '<Relationships><Relationship Id="r" TargetMode="External" Type="http://x/attachedTemplate" Target="http://evil.test/a.dotm"/></Relationships>',
      }),
    ],
  ])('for the code in it: %s', async (_, bytes) => {
    expect(await faultOf(bytes)).toBe('file_has_macros')
  })

  it('but not for a link that somebody has to click', async () => {
    const rels =
      '<Relationships><Relationship Id="r" TargetMode="External" Type="http://x/hyperlink" Target="http://a.test"/></Relationships>'
    expect((await inspectFile(anOffice('docx', { 'word/_rels/document.xml.rels': rels }))).type).toBe('docx')
  })
})

describe('a file that is two', () => {
  it.each([
    ['a JPEG with a zip behind it', aJpeg({ behind: aZip({ 'a.txt': 'x' }) })],
    ['a JPEG with a page behind it', aJpeg({ behind: Buffer.from('<html>') })],
    ['a PNG with a zip behind it', aPng({ behind: aZip({ 'a.txt': 'x' }) })],
    ['a WebP with anything behind it', aWebp({ behind: Buffer.from('x') })],
    ['a PDF with a zip behind it', Buffer.concat([aPdf(), aZip({ 'a.txt': 'x' })])],
    ['a PDF with a page behind it', aPdf({ behind: '<script>' })],
    ['an Office file with a PDF behind it', Buffer.concat([anOffice('docx'), aPdf()])],
  ])('%s is refused', async (_, bytes) => {
    expect(await faultOf(bytes)).toBe('file_not_pure')
  })

  it('a comment of an archive counts as such', async () => {
    const zip = anOffice('docx')
    zip.writeUInt16LE(4, zip.length - 2)
    expect(await faultOf(Buffer.concat([zip, Buffer.from('GIFx')]))).toBe('file_not_pure')
  })
})

describe('a file that is larger than it looks is refused within a second', () => {
  it.each([
    ['a JPEG', aJpeg({ width: 65_500, height: 65_500 })],
    ['a PNG', aPng({ width: 50_000, height: 50_000 })],
    ['a PNG of one long line', aPng({ width: 2_000_000, height: 1 })],
    ['a WebP', aWebp({ side: 16_777_216 })],
    ['an archive, by what it declares', anOffice('docx', { 'word/media/image1.png': zeros })],
  ])('%s', async (_, bytes) => {
    expect(await faultOf(bytes)).toBe('file_too_large_inside')
  })

  it('an archive whose directory lies', async () => {
    const zip = anOffice('docx', { 'word/media/image1.png': zeros })
    const line = zip.lastIndexOf('word/media/image1.png') - 46
    zip.writeUInt32LE(1_000, line + 24)
    expect(await faultOf(zip)).toBe('file_damaged')
  })

  it('the pictures of a phone are not', async () => {
    expect((await inspectFile(aJpeg({ width: 8_160, height: 6_144 }))).type).toBe('jpeg')
  })
})

describe('whatever the bytes are', () => {
  const starts = [aJpeg(), aPng(), aWebp(), aPdf(), anOffice('docx')]

  it('a file that was cut off is refused, and never breaks the check', async () => {
    for (const whole of starts)
      for (let kept = 1; kept < whole.length; kept += 7)
        expect(await faultOf(whole.subarray(0, kept))).toMatch(/^file_/)
  })

  it('a file with wrong bytes is kept or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (whole, changes) => {
          const bytes = Buffer.from(whole)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const error = await inspectFile(bytes).then(
            () => null,
            (error: unknown) => error,
          )
          expect(error === null || error instanceof ProblemError).toBe(true)
        },
      ),
      { numRuns: 500, seed: 20261121 },
    )
  })

  it('twenty megabytes of noise behind a good beginning are looked through within a second', async () => {
    const noise = randomBytes(20 * 1024 * 1024)
    const spent = await computingTime(async () => {
      for (const whole of [aPdf(), aJpeg().subarray(0, -2)])
        await inspectFile(Buffer.concat([whole, noise])).catch(() => undefined)
    })
    expect(spent).toBeLessThan(2_000)
  })
})

it('a part of a PNG that says it is longer than the file is damage', async () => {
  const png = aPng()
  const long = chunk('tEXt', Buffer.from('x'))
  long.writeUInt32BE(0xffffffff, 0)
  expect(await faultOf(Buffer.concat([png.subarray(0, 33), long]))).toBe('file_damaged')
})
