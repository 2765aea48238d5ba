#!/usr/bin/env bash
# StackExchange.Redis 2.13.23 with Debian's redis-server: what a command throws whose connection ends (CLIENT KILL) while it is written.
# Guess:  a RedisConnectionException or a RedisTimeoutException, so that "catch (RedisException or TimeoutException)" is enough.
# Seen:   besides thousands of RedisConnectionException, some commands fail with what the layers below threw, as it was:
#         TaskCanceledException (nobody cancelled), InvalidOperationException "Writing is not allowed after writer was completed.",
#         and an IOException of the socket library (ConnectionResetException). Which of them comes is a race; each came within two runs.
# The script prints the kinds and fails if no other kind than RedisConnectionException comes in ten runs.
set -euo pipefail
command -v redis-server >/dev/null || { echo "redis-server is needed (apt-get install redis-server)"; exit 1; }
work=$(mktemp -d)
redis=""
trap '[ -z "$redis" ] || kill "$redis" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
redis-server --port 0 --unixsocket "$work/redis.sock" --save "" --appendonly no >/dev/null &
redis=$!

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="StackExchange.Redis" Version="2.13.23" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Collections.Concurrent;
using StackExchange.Redis;

const int Connections = 16;
const int Cuts = 60;
const int CallsAtOnce = 200;
var kinds = new ConcurrentDictionary<string, int>();
var admin = await ConnectionMultiplexer.ConnectAsync(Options());
for (var run = 1; run <= 10 && kinds.Count < 2; run++)
{
    await Task.WhenAll(Enumerable.Range(0, Connections).Select(Cut));
}

foreach (var (kind, count) in kinds.OrderByDescending(kind => kind.Value))
{
    Console.Error.WriteLine($"{count,8} {kind}");
}

Console.WriteLine(kinds.Count > 1 ? "other exceptions than RedisConnectionException come out" : "RedisConnectionException only");

ConfigurationOptions Options() => new()
{
    EndPoints = { new System.Net.Sockets.UnixDomainSocketEndPoint(args[0]) },
    AbortOnConnectFail = false,
    ReconnectRetryPolicy = new LinearRetry(50),
    SocketManager = SocketManager.ThreadPool,
};

async Task Cut(int number)
{
    await Task.Yield();
    await using var connection = await ConnectionMultiplexer.ConnectAsync(Options());
    var database = connection.GetDatabase();
    for (var cut = 0; cut < Cuts; cut++)
    {
        string? id = null;
        while (id is null)
        {
            try
            {
                id = (string?)await database.ExecuteAsync("CLIENT", "ID");
            }
            catch (Exception)
            {
                await Task.Delay(10);   // not connected again yet
            }
        }

        var killed = admin.GetDatabase().ExecuteAsync("CLIENT", "KILL", "ID", id);
        while (!killed.IsCompleted)
        {
            await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => Count(database, number)));
        }
    }
}

async Task Count(IDatabase database, int number)
{
    try
    {
        await database.StringIncrementAsync($"counter-{number}");
    }
    catch (Exception failure)
    {
        kinds.AddOrUpdate($"{failure.GetType().FullName}{(failure is RedisException ? "" : $": {failure.Message}")}", 1, (_, count) => count + 1);
    }
}
CS

dotnet build -c Release -v q -o out >build.log 2>&1 || { cat build.log; exit 1; }
said=$(dotnet out/finding.dll "$work/redis.sock")
echo "$said"
[ "$said" = "other exceptions than RedisConnectionException come out" ]
