#!/usr/bin/env bash
# Microsoft.Orleans 10.4.2: a grain throws an exception whose type is in an assembly that only the silo's program has; the caller is a client.
# Guess:  the client gets an UnavailableExceptionFallbackException with the message, as Orleans does for a type that it cannot find.
# Seen:   that is what it gets where the type is missing from an assembly that is there. Where the assembly itself is missing, reading the answer fails
#         and the caller gets a TypeLoadException that names the type: the message of what was thrown is lost.
# The script prints two lines and fails if they change.
set -euo pipefail
work=$(mktemp -d)
silo=
trap '[ -z "$silo" ] || { kill "$silo"; wait "$silo" || true; }; rm -rf "$work"' EXIT
cd "$work"

# Two programs and what both know. The client has an assembly of the same name as one of the silo's, but without the exception in it.
project() { # folder, kind, packages and references, name of the assembly
    mkdir -p "$1"
    cat >"$1/$(basename "$1").csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>$2</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <NuGetAudit>false</NuGetAudit>
    <AssemblyName>$4</AssemblyName>
  </PropertyGroup>
  <ItemGroup>
    $3
  </ItemGroup>
</Project>
XML
}

sdk='<PackageReference Include="Microsoft.Orleans.Sdk" Version="10.4.2" />'
known='<ProjectReference Include="../known/known.csproj" />'
project known Library "$sdk" Known
project here Library '' Shared
project there Library '' Shared
project silo Exe "$known <ProjectReference Include=\"../here/here.csproj\" /> <PackageReference Include=\"Microsoft.Orleans.Server\" Version=\"10.4.2\" />" TheSilo
project client Exe "$known <ProjectReference Include=\"../there/there.csproj\" /> <PackageReference Include=\"Microsoft.Orleans.Client\" Version=\"10.4.2\" />" TheClient

cat >known/IThrower.cs <<'CS'
namespace Known;

public interface IThrower : IGrainWithStringKey
{
    Task Throw(bool ofTheProgram);
}
CS
cat >here/SharedException.cs <<'CS'
namespace Shared;

public sealed class SharedException(string message) : Exception(message);
CS
cat >there/Other.cs <<'CS'
namespace Shared;

public static class Other
{
    public static string Name => "other";
}
CS
cat >silo/Program.cs <<'CS'
using Known;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering();
    silo.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith(["Shared", "TheSilo"]));
});
await builder.Build().RunAsync();

namespace TheSilo
{
    public sealed class ProgramException(string message) : Exception(message);

    public sealed class Thrower : Grain, IThrower
    {
        public Task Throw(bool ofTheProgram) => ofTheProgram ? throw new ProgramException("one") : throw new Shared.SharedException("two");
    }
}
CS
cat >client/Program.cs <<'CS'
using Known;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

_ = Shared.Other.Name;
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleansClient(client =>
{
    client.UseLocalhostClustering();
    client.UseConnectionRetryFilter(async (_, cancel) =>
    {
        await Task.Delay(500, cancel);
        return true;
    });
});
using var host = builder.Build();
await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
var thrower = host.Services.GetRequiredService<IClusterClient>().GetGrain<IThrower>("one");
foreach (var ofTheProgram in new[] { false, true })
{
    try
    {
        await thrower.Throw(ofTheProgram);
    }
    catch (Exception seen)
    {
        Console.WriteLine($"{(ofTheProgram ? "the assembly is missing" : "only the type is missing")}: {seen.GetType().Name}");
    }
}

await host.StopAsync();
CS
dotnet build silo -c Release -v q -o out/silo >build.txt || { cat build.txt; exit 1; }
dotnet build client -c Release -v q -o out/client >build.txt || { cat build.txt; exit 1; }
dotnet out/silo/TheSilo.dll &
silo=$!
dotnet out/client/TheClient.dll >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'only the type is missing: UnavailableExceptionFallbackException\nthe assembly is missing: TypeLoadException\n' | diff - seen.txt
