# shellcheck shell=bash
# The agent as Debian's package manager takes it, and what its program is made of. Read by publish.sh.

# package_agent NAME [VERSION]: beside the program in $artifacts/publish/NAME, which is for $rid, a .deb, a bill of materials and the checksums of all three.
package_agent() {
    local folder=$artifacts/publish/$1 architecture version deb
    case $rid in
        linux-x64) architecture=amd64 ;;
        *) architecture=${rid#linux-} ;;
    esac
    version=${2:-$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)}
    deb=ops-agent_${version}_$architecture.deb
    write_deb "$folder" "$version" "$architecture" "$folder/$deb"
    write_materials "$folder/ops-agent" "$version" >"$folder/ops-agent.cdx.json"
    (cd "$folder" && sha256sum ops-agent ops-agent.cdx.json "$deb" >SHA256SUMS)
}

write_deb() {
    local folder=$1 version=$2 architecture=$3 deb=$4 tree
    tree=$(mktemp -d)
    install -d -m 755 "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib/systemd/system" "$tree/usr/share/doc/ops-agent" "$tree/etc/ops-agent"
    chmod 755 "$tree"
    install -m 755 "$folder/ops-agent" "$tree/usr/bin/ops-agent"
    sed 's:/usr/local/bin/ops-agent:/usr/bin/ops-agent:' deploy/systemd/ops-agent.service | install -m 644 /dev/stdin "$tree/usr/lib/systemd/system/ops-agent.service"
    install -m 640 deploy/debian/config.yaml "$tree/etc/ops-agent/config.yaml"
    install -m 644 deploy/debian/copyright "$tree/usr/share/doc/ops-agent/copyright"
    install -m 644 deploy/debian/conffiles "$tree/DEBIAN/conffiles"
    install -m 755 -t "$tree/DEBIAN" deploy/debian/postinst deploy/debian/prerm deploy/debian/postrm
    sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$(du -sk --exclude=DEBIAN "$tree" | cut -f1)/" deploy/debian/control | install -m 644 /dev/stdin "$tree/DEBIAN/control"
    (cd "$tree" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2 | install -m 644 /dev/stdin DEBIAN/md5sums)
    # The same program gives the same package, whenever it is made.
    SOURCE_DATE_EPOCH=$(stat -c %Y "$folder/ops-agent") quietly package dpkg-deb --root-owner-group -Zxz --build "$tree" "$deb"
    rm -rf "$tree"
}

# What is inside the program: packages of its lock file that are not only for building, with their hashes, and the runtime that it was compiled with, as CycloneDX 1.5.
write_materials() {
    local program=$1 version=$2 sha
    sha=$(sha256sum "$program" | cut -d' ' -f1)
    jq -n --arg version "$version" --arg sha "$sha" --slurpfile lock HostAgent/packages.lock.json --argjson hashes "$(package_hashes)" --argjson runtime "$(runtime_packs)" '
        ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.VisualStudio.Threading.Analyzers", "Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler"] as $building
        | {
            bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
            serialNumber: ("urn:uuid:" + $sha[0:8] + "-" + $sha[8:12] + "-5" + $sha[13:16] + "-8" + $sha[17:20] + "-" + $sha[20:32]),
            metadata: {component: {type: "application", "bom-ref": "ops-agent", name: "ops-agent", version: $version, hashes: [{alg: "SHA-256", content: $sha}]}},
            components: ([
                $lock[0].dependencies | to_entries[] | .value | to_entries[]
                | select(.value.type != "Project" and (.key as $name | $building | index($name) | not))
                | {type: "library", "bom-ref": "pkg:nuget/\(.key)@\(.value.resolved)", name: .key, version: .value.resolved, purl: "pkg:nuget/\(.key)@\(.value.resolved)",
                   hashes: [{alg: "SHA-512", content: $hashes[.key]}]}
            ] + [$runtime[] | {type: "framework", "bom-ref": "pkg:nuget/\(.name)@\(.version)", name, version, purl: "pkg:nuget/\(.name)@\(.version)"}] | unique_by(.purl))
        }'
}

# What the last publishing took of the runtime: [{"name": ..., "version": ...}].
runtime_packs() {
    local assets=$artifacts/obj/HostAgent/project.assets.json
    if [ -f "$assets" ]; then
        jq '[.project.frameworks[].downloadDependencies // [] | .[] | {name, version: (.version | ltrimstr("[") | split(",")[0])}]' "$assets"
    else
        printf '[]'
    fi
}

# {"name": "hexadecimal hash"}, out of the lock file, which has them in base64.
package_hashes() {
    jq -r '.dependencies[] | to_entries[] | select(.value.contentHash) | "\(.key) \(.value.contentHash)"' HostAgent/packages.lock.json | sort -u |
        while read -r name hash; do
            printf '%s %s\n' "$name" "$(base64 -d <<<"$hash" | od -An -v -tx1 | tr -d ' \n')"
        done | jq -Rn '[inputs | split(" ") | {(.[0]): .[1]}] | add'
}
