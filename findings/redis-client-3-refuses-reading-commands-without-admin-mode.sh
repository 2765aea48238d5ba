#!/usr/bin/env bash
# StackExchange.Redis 3.4.35 beside 2.13.23, with Debian's redis-server: ad-hoc commands that only read the server's state, on a connection as it comes.
# Guess:  admin mode (allowAdmin) is for the client's own methods of IServer that change a server, as the 2.x client has it; what is sent with
#         IDatabase.Execute is the server's own affair, so that a program moves from 2.x to 3.x without another connection string.
# Seen:   3.4.35 looks at the command of Execute too: INFO, CONFIG GET and KEYS are refused before anything is sent (RedisCommandException, "not
#         available unless admin mode is enabled"), DBSIZE is not. 2.13.23 sends all four. With allowAdmin=true 3.4.35 sends all four.
# The script prints what each does and fails if that changes.
set -euo pipefail
command -v redis-server >/dev/null || { echo "redis-server is needed (apt-get install redis-server)"; exit 1; }
work=$(mktemp -d)
redis=""
trap '[ -z "$redis" ] || kill "$redis" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
redis-server --port 0 --unixsocket "$work/redis.sock" --save "" --appendonly no >/dev/null &
redis=$!

cat >Program.cs <<'CS'
using StackExchange.Redis;

foreach (var admin in (bool[])[false, true])
{
    var options = new ConfigurationOptions { EndPoints = { new System.Net.Sockets.UnixDomainSocketEndPoint(args[1]) }, AllowAdmin = admin };
    await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
    foreach (var command in (string[][])[["INFO", "server"], ["DBSIZE"], ["CONFIG", "GET", "appendfsync"], ["KEYS", "nothing"]])
    {
        string said;
        try
        {
            await connection.GetDatabase().ExecuteAsync(command[0], command[1..].Cast<object>().ToArray());
            said = "answered";
        }
        catch (RedisCommandException refused) when (refused.Message.Contains("admin mode", StringComparison.Ordinal))
        {
            said = "refused by the client";
        }

        Console.WriteLine($"{args[0]}{(admin ? " allowAdmin" : "")} {command[0]}: {said}");
    }
}
CS

for version in 2.13.23 3.4.35; do
  mkdir "v$version"
  cat >"v$version/finding.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <Compile Include="../Program.cs" />
    <PackageReference Include="StackExchange.Redis" Version="$version" />
  </ItemGroup>
</Project>
XML
  dotnet build "v$version" -c Release -v q -o "out$version" >"build$version.log" 2>&1 || { cat "build$version.log"; exit 1; }
  dotnet "out$version/finding.dll" "$version" "$work/redis.sock" | tee -a said.txt
done

refused=$(grep -c "refused by the client" said.txt || true)
[ "$refused" = 3 ] && [ "$(grep -c "^3.4.35 \(INFO\|CONFIG\|KEYS\): refused" said.txt)" = 3 ]
