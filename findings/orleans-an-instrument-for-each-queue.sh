#!/usr/bin/env bash
# Microsoft.Orleans.Server and Microsoft.Orleans.Streaming 10.4.2, memory streams, with a MeterListener.
# Guess:  one instrument for each metric of the meter Microsoft.Orleans; what belongs to a queue is told apart by its tags.
# Seen:   each queue's pulling agent creates an instrument of its own, all of one name ("orleans-streams-persistent-stream-pubsub-cache-size"),
#         and the tag "name" tells them apart as well. A listener that writes a heading for each instrument writes one metric several times, which
#         Prometheus' text format forbids: group by name.
# The script prints how many instruments there are of that name with 4 queues, and how many of one that belongs to the provider; it fails if either changes.
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
using System.Diagnostics.Metrics;
using Orleans.Providers;

const string PerQueue = "orleans-streams-persistent-stream-pubsub-cache-size";
const string PerProvider = "orleans-streams-persistent-stream-pulling-agents";
var seen = new Dictionary<string, int> { [PerQueue] = 0, [PerProvider] = 0 };
using var listener = new MeterListener();
listener.InstrumentPublished = (instrument, _) =>
{
    lock (seen)
    {
        if (seen.TryGetValue(instrument.Name, out var count))
        {
            seen[instrument.Name] = count + 1;
        }
    }
};
listener.Start();

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering();
    silo.AddMemoryGrainStorage("PubSubStore");
    silo.AddMemoryStreams<DefaultMemoryMessageBodySerializer>("lines", streams => streams.ConfigurePartitioning(4));
});
using var host = builder.Build();
await host.StartAsync();
for (var tries = 0; tries < 200; tries++)
{
    lock (seen)
    {
        if (seen[PerQueue] >= 4)
        {
            break;
        }
    }

    await Task.Delay(100);   // the agents start after the silo
}

await Task.Delay(1000);   // whether more come
lock (seen)
{
    Console.WriteLine($"for each queue: {seen[PerQueue]}");
    Console.WriteLine($"for the provider: {seen[PerProvider]}");
}

await host.StopAsync();
CS
dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'for each queue: 4\nfor the provider: 1\n' | diff - seen.txt
