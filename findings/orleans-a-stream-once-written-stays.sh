#!/usr/bin/env bash
# Microsoft.Orleans.Server and Microsoft.Orleans.Streaming 10.4.2, memory streams with implicit subscriptions, a client in the silo.
# Guess:  IAsyncStream<T> is a handle; when nobody holds it, the next collection takes it, also after OnNextAsync.
# Seen:   a stream that was asked for is kept by its process for good: of 1,000 streams that were written to once, or only asked for, 1,000 are still alive
#         after their handles are gone and a full collection. A process that writes to a stream for each short-lived thing grows with each of them;
#         hand the item to a grain near the stream instead, or share streams.
# The script prints how many of 1,000 stay, and fails if that changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
    <PackageReference Include="Microsoft.Orleans.Streaming" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Runtime.CompilerServices;
using Orleans.Providers;
using Orleans.Streams;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering();
    silo.AddMemoryStreams<DefaultMemoryMessageBodySerializer>("lines", streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
});
using var host = builder.Build();
await host.StartAsync();
var provider = host.Services.GetRequiredService<IClusterClient>().GetStreamProvider("lines");
Console.WriteLine($"written to: {await Stay(provider, "written", write: true)}");
Console.WriteLine($"asked for: {await Stay(provider, "asked", write: false)}");
await host.StopAsync();

static async Task<int> Stay(IStreamProvider provider, string kind, bool write)
{
    var streams = new List<WeakReference>();
    for (var i = 0; i < 1000; i++)
    {
        streams.Add(await Use(provider, kind, i, write));
    }

    GC.Collect();
    GC.WaitForPendingFinalizers();
    GC.Collect();
    return streams.Count(stream => stream.IsAlive);
}

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<WeakReference> Use(IStreamProvider provider, string kind, int i, bool write)
{
    var stream = provider.GetStream<int>(StreamId.Create(kind, $"{i}"));
    if (write)
    {
        await stream.OnNextAsync(i);
    }

    return new WeakReference(stream);
}
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'written to: 1000\nasked for: 1000\n' | diff - seen.txt
