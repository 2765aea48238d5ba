#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 on .NET 10: an outgoing call filter that calls Invoke() of its context once more, since the call failed or was late.
# Guess:  the same call is made again, with the arguments that its caller gave.
# Seen:   where caller and grain are in one silo, the request is not copied but handed over, and emptied once it was carried out: the second call arrives with
#         null, 0 and false in place of its arguments. One that was late and is sent again while the first is under way waits behind it and arrives emptied, too.
# The script calls a grain through such a filter, prints what the grain was told each time, and fails if that changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 12121, gatewayPort: 12321).AddOutgoingGrainCallFilter<Twice>());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
var isAsSeen = true;
foreach (var first in (string[])["fails", "is late"])
{
    var grain = grains.GetGrain<ISaid>(first);
    await grain.Say(first, 7);
    var said = await grain.All();
    Console.WriteLine($"The first call {first}. The grain was told: {string.Join(", then ", said)}");
    isAsSeen &= said.SequenceEqual([$"{first} 7", "null 0"]);
}

await host.StopAsync();
return isAsSeen ? 0 : 1;

public interface ISaid : IGrainWithStringKey
{
    [ResponseTimeout("00:00:02")]
    Task Say(string text, int number);

    [ResponseTimeout("00:01:00")]
    Task<List<string>> All();
}

public sealed class Said : Grain, ISaid
{
    private readonly List<string> _all = [];

    public async Task Say(string text, int number)
    {
        _all.Add($"{text ?? "null"} {number}");
        if (_all.Count == 1 && text == "fails")
        {
            throw new InvalidOperationException(text);
        }

        if (_all.Count == 1)
        {
            await Twice.Again.Task;
        }
    }

    public Task<List<string>> All() => Task.FromResult(_all);
}

public sealed class Twice : IOutgoingGrainCallFilter
{
    public static readonly TaskCompletionSource Again = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception lost) when (lost is TimeoutException or InvalidOperationException)
        {
            var again = context.Invoke();
            if (lost is TimeoutException)
            {
                Again.SetResult();
            }

            await again;
        }
    }
}
CS

dotnet build -c Release -o built >said.txt 2>&1 || { cat said.txt; exit 1; }
dotnet built/finding.dll
