// A node client of the kind a creditor would write: undici over a pool of HTTP/1.1 connections (its HTTP/2 is
// experimental, and fails an assertion of its own here), so many at a time, each answer parsed.
//
// node undici_client.mjs MODULES URL TOKEN CERT KEY CA CONTENT-TYPE FOLDER COUNT AT-ONCE
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

const [modules, url, token, cert, key, ca, type, folder, count, atOnce] = process.argv.slice(2)
const { Pool } = createRequire(modules + '/')('undici')
const { origin, pathname } = new URL(url)
const pool = new Pool(origin, {
  connections: Number(atOnce), pipelining: 1,
  connect: { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) }
})
const headers = { authorization: `Bearer ${token}`, 'content-type': type }
let next = 0
let failed = 0

async function work () {
  while (next < Number(count)) {
    const body = await readFile(`${folder}/${next++}`)
    const answer = await pool.request({ path: pathname, method: 'POST', headers, body })
    const krav = await answer.body.json()
    if (answer.statusCode !== 201 || !krav.kravId) failed++
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, work))
await pool.close()
process.exitCode = failed > 0 ? 1 : 0
