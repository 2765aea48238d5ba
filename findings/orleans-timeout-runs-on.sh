#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2: a grain call that takes longer than its ResponseTimeout, with a CancellationToken parameter.
# Guess:  the caller's TimeoutException cancels the token that the grain method got, so that the work stops.
# Seen:   the caller gets its TimeoutException, the method runs on to its end with a token that is never cancelled
#         (MessagingOptions.CancelRequestOnTimeout is false unless it is set). With it set, the token is cancelled.
# The script prints two lines and fails if they change.
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
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

foreach (var cancel in new bool?[] { null, true })
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        if (cancel is { } wanted)
        {
            silo.Configure<SiloMessagingOptions>(o => o.CancelRequestOnTimeout = wanted);
        }
    });
    using var host = builder.Build();
    await host.StartAsync();
    Worker.Ended = new TaskCompletionSource<string>();
    using var never = new CancellationTokenSource();
    var caller = "answered";
    try
    {
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWorker>("one").Work(never.Token);
    }
    catch (TimeoutException)
    {
        caller = "timed out";
    }

    Console.WriteLine($"{(cancel is null ? "default" : "asked for")}: caller {caller}, method {await Worker.Ended.Task.WaitAsync(TimeSpan.FromSeconds(60))}");
    await host.StopAsync();
}

public interface IWorker : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    Task Work(CancellationToken cancel);
}

public sealed class Worker : Grain, IWorker
{
    public static TaskCompletionSource<string> Ended = new();

    public async Task Work(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(8), cancel);
            Ended.TrySetResult("ran to its end");
        }
        catch (OperationCanceledException)
        {
            Ended.TrySetResult("was cancelled");
        }
    }
}
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'default: caller timed out, method ran to its end\nasked for: caller timed out, method was cancelled\n' | diff - seen.txt
