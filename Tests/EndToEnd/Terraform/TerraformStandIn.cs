namespace OrleansOps.EndToEnd;

/// <summary>
/// The programs that runs are tested with: a real terraform or tofu where the machine has one, and a stand-in, which is none, where it has none or has one. The stand-in keeps to the documented command line as far as
/// a run uses it, and knows the code of <see cref="TerraformCode"/> alone.
/// </summary>
internal static class TerraformStandIn
{
    public const string Password = "hunter2-of-the-test";

    private const string Name = "terraform-stand-in";

    private const string Script = """
        #!/bin/sh
        # No Terraform. Stands in for it where there is none.
        state() {
          curl -sS -u "$TF_HTTP_USERNAME:$TF_HTTP_PASSWORD" "$@"
        }

        field() {
          sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"
        }

        command=$1
        shift
        out= destroy=
        for word; do
          case $word in
            -out=*) out=${word#-out=} ;;
            -destroy) destroy=1 ;;
          esac
        done
        for word; do plan=$word; done
        case $command in
          init) ;;
          plan)
            [ -n "${TF_VAR_word:-}" ] || { echo 'No value for required variable' >&2; exit 1; }
            old=$(state "$TF_HTTP_ADDRESS")
            was=$(printf '%s' "$old" | field value)
            serial=$(printf '%s' "$old" | field serial)
            printf '{"serial":"%s","was":"%s","word":"%s","destroy":"%s"}' "$serial" "$was" "$TF_VAR_word" "$destroy" > "$out"
            [ -n "$destroy" ] || [ "$was" != "$TF_VAR_word" ] || exit 0
            exit 2
            ;;
          show)
            was=$(field was < "$plan") word=$(field word < "$plan") actions='"create"' before=null
            [ -z "$was" ] || { actions='"update"'; before="{\"input\":\"$was\"}"; }
            [ -z "$(field destroy < "$plan")" ] || actions='"delete"'
            [ "$was" != "$word" ] || [ "$actions" != '"update"' ] || actions='"no-op"'
            second=$actions
            [ "$actions" != '"update"' ] || second='"no-op"'
            printf '{"format_version":"1.2","resource_changes":[{"address":"terraform_data.a","change":{"actions":[%s],"before":%s,"after":{"input":"%s"}}},' "$actions" "$before" "$word"
            printf '{"address":"terraform_data.secret","change":{"actions":[%s],"before":null,"after":{"input":"%s"},"after_sensitive":{"input":true}}}]}' "$second" "${TF_VAR_password:-}"
            ;;
          apply)
            word=$(field word < "$plan") serial=$(field serial < "$plan")
            lock='{"ID":"stand-in","Operation":"OperationTypeApply","Info":"","Who":"stand-in","Version":"0","Created":"2026-11-30T10:15:00Z","Path":""}'
            state -f -X LOCK -d "$lock" "$TF_HTTP_LOCK_ADDRESS" > /dev/null || exit
            resources="{\"name\":\"a\",\"value\":\"$word\",\"instances\":[{}]}" ended=
            [ -z "$(field destroy < "$plan")" ] || resources=
            if [ -n "${TF_VAR_begun:-}" ]; then
              trap 'ended=yes' INT
              touch "$TF_VAR_begun"
              while [ ! -e "$TF_VAR_go_on" ] && [ -z "$ended" ]; do sleep 0.1; done
              [ -n "$ended" ] || resources="$resources,{\"name\":\"slow\",\"instances\":[{}]}"
            fi
            state -f --retry 20 --retry-connrefused -X POST -H 'Content-Type: application/json' -d "{\"version\":4,\"serial\":$((${serial:-0} + 1)),\"lineage\":\"stand-in\",\"resources\":[$resources]}" "$TF_HTTP_ADDRESS?ID=stand-in" > /dev/null || exit
            state -f -X UNLOCK -d "$lock" "$TF_HTTP_UNLOCK_ADDRESS" > /dev/null
            [ -z "$ended" ]
            ;;
          *) exit 1 ;;
        esac
        """;

    private static readonly string[] Installed = [.. ((string[])["terraform", "tofu"]).Where(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))];

    public static IReadOnlyList<string> All => [Name, .. Installed];

    /// <summary>Where the host finds it.</summary>
    public static string PathOf(string program, OpsWorld world)
    {
        if (program is not Name)
        {
            return program;
        }

        return Write(Path.Combine(world.Root, Name));
    }

    /// <summary>A folder for the PATH of a host, in which the stand-in goes by the name of what it stands in for.</summary>
    public static string AsTerraform(OpsWorld world)
    {
        var folder = Directory.CreateDirectory(Path.Combine(world.Root, "stand-in")).FullName;
        Write(Path.Combine(folder, "terraform"));
        return folder;
    }

    private static string Write(string path)
    {
        if (!File.Exists(path))
        {
            File.WriteAllText(path, Script);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
