// Loaded into each function before its bundle. S3 Control's clients put the account's id before the host, which leaves a name below
// localhost: this machine by RFC 6761, section 6.3, but not every resolver knows so.
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (host, ...rest) => lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, ...rest);
