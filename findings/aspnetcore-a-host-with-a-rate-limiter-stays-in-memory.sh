#!/usr/bin/env bash
# ASP.NET Core 10 (the installed shared framework): hosts that are built, started, stopped and disposed of in one process, as tests do.
# Guess:  the middleware of UseRateLimiter goes with its host; nothing of a host that was disposed of stays in memory.
# Seen:   the middleware makes a partitioned limiter for endpoints beside the global one and disposes of neither. Such a limiter looks ten times a
#         second for what to drop, for ever, so its timer keeps it, the middleware, its pipeline and with them the whole host: all five stay. Without
#         UseRateLimiter none does (of the last one the runtime may still know, hence "at most 1").
# The script prints "without: at most 1 of 5 stay" and "with: 5 of 5 stay", and fails if either changes.
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
    <TieredCompilation>false</TieredCompilation>
  </PropertyGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Runtime.CompilerServices;

const int Hosts = 5;

foreach (var limited in new[] { false, true })
{
    var hosts = new List<WeakReference>();
    for (var i = 0; i < Hosts; i++)
    {
        hosts.Add(await LiveAndDie(limited));
    }

    for (var i = 0; i < 20; i++)
    {
        await Task.Delay(50);   // finalizers, and what still ends
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    var stay = hosts.Count(host => host.IsAlive);
    Console.WriteLine(limited ? $"with: {stay} of {Hosts} stay" : $"without: {(stay <= 1 ? "at most 1" : stay)} of {Hosts} stay");
}

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<WeakReference> LiveAndDie(bool limited)
{
    var builder = WebApplication.CreateBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Services.AddRateLimiter(_ => { });
    builder.Services.AddSingleton<OfTheHost>();
    await using var app = builder.Build();
    if (limited)
    {
        app.UseRateLimiter();
    }

    app.MapGet("/", () => "hello");
    await app.StartAsync();
    await app.StopAsync();
    return new WeakReference(app.Services.GetRequiredService<OfTheHost>());
}

internal sealed class OfTheHost;
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'without: at most 1 of 5 stay\nwith: 5 of 5 stay\n' | diff - seen.txt
