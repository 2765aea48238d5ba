#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 on .NET 10, a silo published with PublishReadyToRun for linux-x64, not self-contained, not composite.
# Guess:  all that a silo runs until it is up is compiled when it is published, in its own assemblies, in Orleans' and in the framework: next to nothing is
#         left to compile at its start.
# Seen:   it still compiles half as many methods as the silo that was only built: 2,907 of 5,773. Most are instances of the framework's generic methods over
#         types of other assemblies, which no single image holds. The start of every asynchronous method is one (AsyncTaskMethodBuilder.Start over its state
#         machine): 258 in both.
# The script counts the methods that each compiles until it has started and stopped, prints both, and fails if that changes.
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
    <TieredPGO>false</TieredPGO>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 12111, gatewayPort: 12300));
using var host = builder.Build();
await host.StartAsync();
await host.StopAsync();
CS

dotnet build -c Release -o built >said.txt 2>&1 || { cat said.txt; exit 1; }
dotnet publish -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o published >said.txt 2>&1 || { cat said.txt; exit 1; }

# compiled FOLDER: how many methods the process compiles, of all and of those that start an asynchronous method.
compiled() {
    DOTNET_JitDisasmSummary=1 DOTNET_JitStdOutFile=$work/$1.txt dotnet "$1/finding.dll"
    printf '%s %s\n' "$(wc -l <"$work/$1.txt")" "$(grep -c 'MethodBuilder.*:Start\[' "$work/$1.txt")"
}

read -r built_all built_starts < <(compiled built)
read -r published_all published_starts < <(compiled published)
echo "built: $built_all methods compiled, $built_starts of them start an asynchronous one"
echo "published ReadyToRun: $published_all, $published_starts"
# Counts differ by a few from run to run: what starts late may not be reached.
[ $((published_all * 3)) -gt "$built_all" ] && [ $((published_all * 3)) -lt $((built_all * 2)) ] && [ $((published_starts * 10)) -gt $((built_starts * 9)) ] && [ "$built_starts" -gt 200 ]
