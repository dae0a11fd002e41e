import ipaddr from 'ipaddr.js';

/** The part of IPv6 that is handed out for the public internet, by IANA's registry. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure's virtual machines ask their host here: metadata in a range that is public for everybody else. */
const metadata = new Set(['168.63.129.16']);

/**
 * Whether an IP address is one of the public internet's: not private, loopback, link-local (clouds' metadata among them),
 * multicast, shared, reserved or for documentation. An IPv4 address within an IPv6 one (mapped, NAT64, 6to4, Teredo) is
 * none: whoever means it can say it.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' ? !metadata.has(address.toString()) : address.match(globalUnicast);
}
