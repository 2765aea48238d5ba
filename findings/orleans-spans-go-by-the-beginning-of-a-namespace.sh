#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2, AddActivityPropagation, with an ActivityListener.
# Guess:  calls of grains of one's own are spans of the source Microsoft.Orleans.Application, calls of Orleans' own grains of Microsoft.Orleans.Runtime.
# Seen:   the namespace of the interface decides, by how it begins. One of a product whose name begins with "Orleans" (OrleansShop) is taken for Orleans' own:
#         its spans are of Microsoft.Orleans.Runtime, and a listener or exporter that takes the source of applications alone never sees one.
# The script calls a grain of two namespaces each and prints the source of its span; it fails if either changes.
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
  </ItemGroup>
</Project>
XML

cat >Grains.cs <<'CS'
namespace Shop
{
    public interface ICart : IGrainWithIntegerKey { Task Add(); }

    public sealed class Cart : Grain, ICart { public Task Add() => Task.CompletedTask; }
}

namespace OrleansShop
{
    public interface IBasket : IGrainWithIntegerKey { Task Add(); }

    public sealed class Basket : Grain, IBasket { public Task Add() => Task.CompletedTask; }
}
CS

cat >Program.cs <<'CS'
using System.Collections.Concurrent;
using System.Diagnostics;

var seen = new ConcurrentDictionary<string, string>();
using var listener = new ActivityListener
{
    ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    ActivityStarted = span =>
    {
        foreach (var name in new[] { "ICart", "IBasket" })
        {
            if (span.OperationName.StartsWith(name + "/", StringComparison.Ordinal))
            {
                seen[name] = span.Source.Name;
            }
        }
    },
};
ActivitySource.AddActivityListener(listener);

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering().AddActivityPropagation());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
await grains.GetGrain<Shop.ICart>(1).Add();
await grains.GetGrain<OrleansShop.IBasket>(1).Add();
Console.WriteLine($"Shop.ICart: {seen.GetValueOrDefault("ICart")}");
Console.WriteLine($"OrleansShop.IBasket: {seen.GetValueOrDefault("IBasket")}");
await host.StopAsync();
CS
dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'Shop.ICart: Microsoft.Orleans.Application\nOrleansShop.IBasket: Microsoft.Orleans.Runtime\n' | diff - seen.txt
