// oauth2-mock-server, whose token answers are what the client's id asks for.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const settings = JSON.parse(process.argv[2]);
const require = createRequire(`${process.env.SKIFTE_NPM}/`);
const { OAuth2Server } = await import(pathToFileURL(require.resolve('oauth2-mock-server')));

const server = new OAuth2Server(settings.serverKey, settings.serverChain);
await server.issuer.keys.generate('RS256');
const answers = {
  unavailable: (response) => { response.statusCode = 503; response.body = { error: 'temporarily_unavailable' }; },
  text: (response) => { response.body = '<html><body>Vedligeholdelse</body></html>'; },
  'no-expiry': (response) => { delete response.body.expires_in; },
  'expiry-0': (response) => { response.body.expires_in = 0; },
  'expiry-negative': (response) => { response.body.expires_in = -3600; },
  'expiry-text': (response) => { response.body.expires_in = '3600'; },
  'expiry-nonsense': (response) => { response.body.expires_in = 'snart'; },
  long: (response) => { response.body.access_token = 'x'.repeat(65536); },
  'no-token': (response) => { delete response.body.access_token; },
  'other-type': (response) => { response.body.token_type = 'mac'; },
  'line-break': (response) => { response.body.access_token = 'x\r\nX-Injected: 1'; },
  invalid_request: (response) => { response.statusCode = 400; response.body = { error: 'invalid_request' }; },
  invalid_grant: (response) => { response.statusCode = 400; response.body = { error: 'invalid_grant' }; },
};
server.service.on('beforeResponse', (response, request) => {
  const basic = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
  answers[decodeURIComponent(basic.split(':')[0])]?.(response);
});
await server.start(0, '127.0.0.1');
console.log(JSON.stringify({ token: `https://127.0.0.1:${server.address().port}/token` }));
process.stdin.resume().on('end', () => process.exit(0));
