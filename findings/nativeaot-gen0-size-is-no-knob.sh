#!/usr/bin/env bash
# .NET SDK 10.0 with ILCompiler of the same version (PublishAot): the size of the collector's first generation, set at build time.
# Guess:  a RuntimeHostConfigurationOption in the project, as for every other name that begins with System.GC., say System.GC.Gen0Size or, as the
#         runtime calls it, GCgen0size. Both are compiled in as knobs, without a word that nobody reads them.
# Seen:   the environment variable DOTNET_GCgen0size (hexadecimal) works, and so does the compiler's own word --runtimeopt:GCgen0size=... through
#         IlcArg, hexadecimal too; the two knobs change nothing. Without it the size follows the processor's cache.
# The program makes 64 MiB of garbage and prints how often the first generation was collected: about 64 times with 1 MiB, where the size is heard.
# The script prints three lines and fails if they change. It needs gcc or clang and compiles for a minute.
set -euo pipefail
command -v dotnet >/dev/null || { echo "the .NET 10 SDK is needed"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
echo "SDK $(dotnet --version)" >&2

cat >"$work/Program.cs" <<'CS'
for (var i = 0; i < 64 * 1024; i++)
{
    GC.KeepAlive(new byte[1000]);
}

Console.WriteLine(GC.CollectionCount(0));
CS

# made NAME ITEM: the program with one line more in its project.
made() {
    mkdir -p "$work/$1"
    cp "$work/Program.cs" "$work/$1/"
    cat >"$work/$1/$1.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <PublishAot>true</PublishAot>
    <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
  </PropertyGroup>
  <ItemGroup>$2</ItemGroup>
</Project>
XML
    dotnet publish "$work/$1/$1.csproj" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o "$work/$1/out" -v q >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}

heard() { [ "$1" -ge 40 ] && echo heard || echo "not heard"; }

made knobs '<RuntimeHostConfigurationOption Include="System.GC.Gen0Size" Value="1048576" /><RuntimeHostConfigurationOption Include="GCgen0size" Value="1048576" />'
made option '<IlcArg Include="--runtimeopt:GCgen0size=100000" />'
said=$(
    echo "knobs of the project: $(heard "$("$work/knobs/out/knobs")")"
    echo "environment: $(heard "$(DOTNET_GCgen0size=100000 "$work/knobs/out/knobs")")"
    echo "the compiler's word: $(heard "$("$work/option/out/option")")"
)
echo "$said"
[ "$said" = "knobs of the project: not heard
environment: heard
the compiler's word: heard" ]
