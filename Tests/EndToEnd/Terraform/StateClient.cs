using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Something that keeps its state in a workspace as Terraform does: a terraform or tofu of this machine, or curl with the same exchanges.</summary>
internal sealed class StateClient(string program, OpsWorld world, string workspace)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly string[] Installed = [.. ((string[])["terraform", "tofu"]).Where(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))];

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(world.Root, $"{program}-{workspace}")).FullName;

    /// <summary>Curl, and what else there is.</summary>
    public static TheoryData<string> Programs => [.. (string[])["curl", .. Installed]];

    public string Address => $"{world.Address}/api/v1/terraform/state/{workspace}";

    /// <summary>Plans and applies a configuration with one value in it. Says with which code that ended, and what was printed.</summary>
    public async Task<(int Code, string Output)> Apply(string word) => program is "curl" ? await ByCurl(word) : await ByProgram(word);

    private async Task<(int Code, string Output)> ByProgram(string word)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "main.tf"), """
            terraform {
              backend "http" {}
            }

            variable "word" {}

            resource "terraform_data" "a" {
              input = var.word
            }
            """);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TF_HTTP_ADDRESS"] = Address,
            ["TF_HTTP_LOCK_ADDRESS"] = Address,
            ["TF_HTTP_UNLOCK_ADDRESS"] = Address,
            ["TF_HTTP_USERNAME"] = "terraform",
            ["TF_HTTP_PASSWORD"] = await Token(),
            ["TF_HTTP_RETRY_MAX"] = "0",
            ["CHECKPOINT_DISABLE"] = "1",
            ["TF_IN_AUTOMATION"] = "1",
            ["TF_CLI_CONFIG_FILE"] = "/dev/null",
        };
        await using var init = new ManagedProcess(program, program, [$"-chdir={_folder}", "init", "-input=false", "-no-color"], environment);
        if (await init.Ended(Limit) is not 0 and var failed)
        {
            return (failed, init.Output);
        }

        await using var apply = new ManagedProcess(program, program, [$"-chdir={_folder}", "apply", "-input=false", "-auto-approve", "-no-color", $"-var=word={word}"], environment);
        return (await apply.Ended(Limit), apply.Output);
    }

    private async Task<(int Code, string Output)> ByCurl(string word)
    {
        var held = $$"""{"ID":"{{Guid.NewGuid()}}","Operation":"OperationTypeApply","Info":"","Who":"curl@here","Version":"1.11.4","Created":"2026-11-30T10:15:00.5Z","Path":""}""";
        var (status, said) = await Curl("LOCK", Address, held);
        if (status != HttpStatusCode.OK)
        {
            return (1, $"Error acquiring the state lock: {said}");
        }

        (status, said) = await Curl("GET", Address);
        var serial = status == HttpStatusCode.OK ? JsonNode.Parse(said)!["serial"]!.GetValue<long>() + 1 : 1;
        var state = string.Create(CultureInfo.InvariantCulture, $$"""{"version":4,"terraform_version":"1.11.4","serial":{{serial}},"lineage":"by-curl","resources":[{"name":"a","value":"{{word}}"}]}""");
        (status, var stored) = await Curl("POST", $"{Address}?ID={JsonNode.Parse(held)!["ID"]!.GetValue<string>()}", state);
        await Curl("UNLOCK", Address, held);
        return (status == HttpStatusCode.OK ? 0 : 1, stored);
    }

    public async Task<(HttpStatusCode Status, string Body)> Curl(string method, string address, string? body = null)
    {
        var sent = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(sent, body ?? "");
#pragma warning disable CA5351 // What Terraform's client sends.
        var md5 = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(body ?? "")));
#pragma warning restore CA5351
        await using var curl = new ManagedProcess(
            "curl", "curl",
            ["-sS", "-X", method, "-u", $"terraform:{await Token()}", "-w", "\n%{http_code}", .. body is null ? (string[])[] : ["-H", "Content-Type: application/json", "-H", $"Content-MD5: {md5}", "--data-binary", $"@{sent}"], address]);
        await curl.Ended(Limit);
        var printed = curl.Output.TrimEnd('\n');
        var line = printed.LastIndexOf('\n');
        return ((HttpStatusCode)int.Parse(printed[(line + 1)..], CultureInfo.InvariantCulture), printed[..Math.Max(line, 0)]);
    }

    private async Task<string> Token() => (await File.ReadAllTextAsync(world.AdminTokenFile)).Trim();
}
