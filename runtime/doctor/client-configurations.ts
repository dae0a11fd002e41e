/** How one client is told of a server, to be pasted as it stands. */
export interface ClientConfiguration {
  readonly client: string;
  /** The file it goes into, or where it is typed. */
  readonly where: string;
  readonly text: string;
}

export interface ConfiguredServer {
  /** What clients call it: letters, digits and `-`. */
  readonly name: string;
  readonly url: string;
  /** An API key, for scripts and for clients that know no OAuth; null: the client sends its person to sign in. */
  readonly key: string | null;
}

/** Configurations of the common clients, each by its own documentation. */
export function clientConfigurations({ name, url, key }: ConfiguredServer): readonly ClientConfiguration[] {
  const headers = key === null ? {} : { headers: { Authorization: `Bearer ${key}` } };
  const json = (value: object) => JSON.stringify(value, null, 2);
  const bearer = key === null ? '' : ` --header "Authorization: Bearer ${key}"`;
  return [
    {
      client: 'Claude Code',
      where: 'Command line',
      text: `claude mcp add --transport http ${name} ${url}${bearer}`,
    },
    ...(key === null ? [onTheWeb(url)] : []),
    {
      client: 'Cursor',
      where: '.cursor/mcp.json',
      text: json({ mcpServers: { [name]: { url, ...headers } } }),
    },
    {
      client: 'VS Code',
      where: '.vscode/mcp.json',
      text: json({ servers: { [name]: { type: 'http', url, ...headers } } }),
    },
    {
      client: 'Codex',
      where: '~/.codex/config.toml',
      text: [
        `[mcp_servers.${name}]`,
        `url = ${JSON.stringify(url)}`,
        ...(key === null ? [] : [`http_headers = { Authorization = ${JSON.stringify(`Bearer ${key}`)} }`]),
      ].join('\n'),
    },
    {
      client: 'Gemini CLI',
      where: '~/.gemini/settings.json',
      text: json({ mcpServers: { [name]: { httpUrl: url, ...headers } } }),
    },
    {
      client: 'Any other that reads mcp.json',
      where: 'mcp.json',
      text: json({ mcpServers: { [name]: { type: 'http', url, ...headers } } }),
    },
    {
      client: 'Clients that only start programs',
      where: 'mcp.json',
      text: json({ mcpServers: { [name]: { command: 'npx', args: ['-y', 'mcp-remote', url, ...remoteHeader(key)] } } }),
    },
  ];
}

const remoteHeader = (key: string | null) => (key === null ? [] : ['--header', `Authorization: Bearer ${key}`]);

/** Clients on the web sign their people in; there is no place for a key. */
const onTheWeb = (url: string): ClientConfiguration => ({
  client: 'Claude, ChatGPT and others on the web',
  where: 'Settings, Connectors, Add custom connector: its address',
  text: url,
});
