# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# Which grain runtime the build takes, and why. The answer is kept in grain-runtime.props, which every build reads.

runtime_props=$root/grain-runtime.props

runtime_name() {
    case $1 in
        embedded) printf Embedded ;;
        orleans) printf Orleans ;;
        *) die "--runtime takes embedded or orleans, not \"$1\"." ;;
    esac
}

runtime_kept() {
    [ -f "$runtime_props" ] || return 0
    sed -n 's/.*<GrainRuntime[^>]*>\(Embedded\|Orleans\)<.*/\1/p' "$runtime_props" | tr '[:upper:]' '[:lower:]'
}

runtime_keep() {
    cat >"$runtime_props" <<XML
<!-- Written by ./ops: the grain runtime that builds on this machine take. Delete it to have the package source asked again. -->
<Project>
  <PropertyGroup>
    <GrainRuntime Condition="'\$(GrainRuntime)' == ''">$(runtime_name "$1")</GrainRuntime>
  </PropertyGroup>
</Project>
XML
}

# Do the Orleans packages restore here? 0 yes, 1 no, 2 no answer within the time.
orleans_restores() {
    local probe=$state/probe log=$state/log/runtime-probe.log version status=0
    version=$(sed -n 's/.*<OrleansVersion>\(.*\)<\/OrleansVersion>.*/\1/p' Directory.Packages.props)
    mkdir -p "$probe"
    # Files of its own, so that nothing of this repository's build is mixed in.
    echo '<Project />' >"$probe/Directory.Build.props"
    echo '<Project />' >"$probe/Directory.Packages.props"
    cat >"$probe/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="$version" />
    <PackageReference Include="Microsoft.Orleans.Persistence.Redis" Version="$version" />
  </ItemGroup>
</Project>
XML
    timeout 45 dotnet restore "$probe/probe.csproj" -v q >"$log" 2>&1 </dev/null || status=$?
    rm -rf "$probe"
    [ $status -ne 0 ] || return 0
    if [ $status -eq 124 ] || grep -q NU1301 "$log"; then return 2; fi
    return 1
}

# Stops where Orleans is asked for and cannot be had.
require_orleans() {
    local status=0
    orleans_restores || status=$?
    [ $status -eq 0 ] || die "the Orleans packages do not restore from this machine's package source ($state/log/runtime-probe.log says which); --runtime embedded needs none."
}

# Sets $runtime. choose_runtime [embedded|orleans]
choose_runtime() {
    local wanted=${1:-}
    if [ -n "$wanted" ]; then
        runtime_name "$wanted" >/dev/null
        [ "$wanted" != orleans ] || require_orleans
        runtime=$wanted
        runtime_keep "$runtime"
        step runtime "$(runtime_name "$runtime"), as asked for"
        return
    fi

    runtime=$(runtime_kept)
    if [ -n "$runtime" ]; then
        step runtime "$(runtime_name "$runtime"), as found before (grain-runtime.props)"
        return
    fi

    local status=0
    orleans_restores || status=$?
    case $status in
        0)
            runtime=orleans
            runtime_keep "$runtime"
            step runtime "Orleans: its packages restore from this machine's package source"
            ;;
        1)
            runtime=embedded
            runtime_keep "$runtime"
            step runtime "Embedded: the Orleans packages do not restore from this machine's package source"
            ;;
        *)
            runtime=embedded
            step runtime "Embedded: the package source gave no answer about the Orleans packages (it will be asked again)"
            ;;
    esac
}
