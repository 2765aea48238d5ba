#!/usr/bin/env bash
# Microsoft.Orleans.Dashboard 10.4.2: what MapOrleansDashboard costs a process in which nobody opens the dashboard.
# Guess:  pages that are embedded in an assembly are read when somebody asks for them; to map their addresses costs next to nothing.
# Seen:   mapping reads every embedded file into memory and compresses it, 18 MB of them, and holds both for the life of the host. 13 MB of it is the source map
#         of its script, at whose address it answers 404.
# The script prints "held by mapping: more than 15 MB", "the map: more than 12 MB" and "asked for the map: 404", and fails if one changes.
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
    <PackageReference Include="Microsoft.Orleans.Dashboard" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using Orleans.Dashboard;

const int MB = 1_000_000;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering();
    silo.AddDashboard();
});
await using var app = builder.Build();
var before = GC.GetTotalMemory(forceFullCollection: true);
app.MapOrleansDashboard(routePrefix: "/dashboard");
var held = GC.GetTotalMemory(forceFullCollection: true) - before;
Console.WriteLine($"held by mapping: {(held > 15 * MB ? "more than 15" : held / MB)} MB");

var files = typeof(ServiceCollectionExtensions).Assembly;
var map = files.GetManifestResourceNames().Single(name => name.EndsWith("index.min.js.map", StringComparison.Ordinal));
using var content = files.GetManifestResourceStream(map)!;
Console.WriteLine($"the map: {(content.Length > 12 * MB ? "more than 12" : content.Length / MB)} MB");

await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
using var answer = await client.GetAsync("/dashboard/index.min.js.map");
Console.WriteLine($"asked for the map: {(int)answer.StatusCode}");
await app.StopAsync();
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'held by mapping: more than 15 MB\nthe map: more than 12 MB\nasked for the map: 404\n' | diff - seen.txt
