#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 with Microsoft.Orleans.Streaming 10.4.2: memory streams whose only consumers are implicit subscribers.
# Guess:  an implicit subscription is computed from the stream's namespace, so nothing has to be stored for it.
# Seen:   with the default pub-sub (explicit and implicit) the producer registers at a rendezvous grain, which writes one row to the storage
#         "PubSubStore" for each stream key that is used. An orderly stop clears them (which in a store that keeps cleared rows is one more
#         write), a killed silo leaves them. Implicit-only pub-sub writes none.
# The script prints "default: 20 rows for 20 streams" and "implicit only: 0 rows for 20 streams", and fails if either changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

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
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
    <PackageReference Include="Microsoft.Orleans.Streaming" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Streams.Core;

const int Streams = 20;
foreach (var (name, kind) in new[] { ("default", StreamPubSubType.ExplicitGrainBasedAndImplicit), ("implicit only", StreamPubSubType.ImplicitOnly) })
{
    var rows = new Rows();
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.Services.AddGrainStorage("PubSubStore", (_, _) => rows);
        if (name == "default")
        {
            silo.AddMemoryStreams("words");
        }
        else
        {
            silo.AddMemoryStreams("words", streams => streams.ConfigureStreamPubSub(kind));
        }
    });
    using var host = builder.Build();
    await host.StartAsync();
    var provider = host.Services.GetRequiredService<IClusterClient>().GetStreamProvider("words");
    for (var i = 0; i < Streams; i++)
    {
        await provider.GetStream<string>(StreamId.Create("words", $"key-{i}")).OnNextAsync("a word");
    }

    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
    while (Reader.Heard.Count < Streams)
    {
        await Task.Delay(50, limit.Token);
    }

    Console.WriteLine($"{name}: {rows.Kept.Count} rows for {Streams} streams");
    await host.StopAsync();
    Reader.Heard.Clear();
}

public interface IReader : IGrainWithStringKey;

[ImplicitStreamSubscription("words")]
public sealed class Reader : Grain, IReader, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public static readonly ConcurrentDictionary<string, string> Heard = new();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handle) => handle.Create<string>().ResumeAsync(this);

    public Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        Heard[this.GetPrimaryKeyString()] = item;
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>A storage that remembers which rows exist.</summary>
internal sealed class Rows : IGrainStorage
{
    public ConcurrentDictionary<string, object?> Kept { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Kept.TryGetValue($"{grainId}", out var state))
        {
            (grainState.State, grainState.RecordExists, grainState.ETag) = ((T)state!, true, "1");
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Kept[$"{grainId}"] = grainState.State;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Kept.TryRemove($"{grainId}", out _);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'default: 20 rows for 20 streams\nimplicit only: 0 rows for 20 streams\n' | diff - seen.txt
