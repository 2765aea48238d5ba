using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Tests.Gateway.Operators.Terraform;

/// <summary>One exchange by <c>curl</c>, with the headers that Terraform's client sends and no other.</summary>
internal sealed record Curl(int Status, string Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <param name="method">Such as LOCK.</param>
    /// <param name="address">Of the state.</param>
    /// <param name="password">The token.</param>
    /// <param name="body">What is sent; null: nothing.</param>
    /// <param name="md5">In place of the right one.</param>
    public static async Task<Curl> Send(string method, string address, string password, byte[]? body = null, string? md5 = null)
    {
        using var folder = new TemporaryDirectory();
        var (sent, headers, answer) = (folder.File("sent"), folder.File("headers"), folder.File("answer"));
        List<string> arguments = ["-sS", "-X", method, "-u", $"terraform:{password}", "-A", "Go-http-client/1.1", "-H", "Accept:", "-D", headers, "-o", answer, "-w", "%{http_code}", address];
        if (body is not null)
        {
            await File.WriteAllBytesAsync(sent, body);
#pragma warning disable CA5351 // What Terraform's client sends.
            var sum = md5 ?? Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(body));
#pragma warning restore CA5351
            arguments.AddRange(["-H", "Content-Type: application/json", "-H", $"Content-Md5: {sum}", "-H", "Expect:", "--data-binary", $"@{sent}"]);
        }

        using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = await Task.WhenAll(curl.StandardOutput.ReadToEndAsync(), curl.StandardError.ReadToEndAsync()).Within("curl has ended");
        await curl.WaitForExitAsync();
        Assert.True(curl.ExitCode == 0, printed[1]);
        return new Curl(int.Parse(printed[0], CultureInfo.InvariantCulture), await File.ReadAllTextAsync(headers), File.Exists(answer) ? await File.ReadAllBytesAsync(answer) : []);
    }
}
