using System.Net.Mime;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Installing;

/// <summary>
/// What a host needs before it has any token: the script that installs the agent, and the agent. Open to everybody: nothing of it is secret, and whether it
/// is the right one a host learns from the line that an operator gave it.
/// </summary>
internal static class InstallEndpoints
{
    private const string ScriptName = "install.sh";
    private const string ScriptType = "text/x-shellscript; charset=utf-8";

    /// <summary>Downloads at once; a host that is asked to come back does.</summary>
    private const int MostDownloads = 100;

    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Who takes less holds a place that another host waits for.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 16 * 1024, gracePeriod: TimeSpan.FromSeconds(15));

    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(5);

    private static readonly byte[] Script = ReadScript();

    private static readonly Refusal Unknown = new(
        Api.ProblemCodes.UnknownPackage, "There is no such program of the agent here.",
        $"Kinds of machines are {string.Join(" and ", AgentPackages.Platforms)}; what is there lies in the folder that {Hosting.GatewayOptions.Section}:{nameof(Hosting.GatewayOptions.AgentPackages)} names.");

    private static readonly Refusal TooMany = new(
        Api.ProblemCodes.TooManyDownloads, "As many hosts download the agent as this gateway has room for.", $"The limit is {MostDownloads} at once. Ask again in a moment.")
    {
        RetryAfter = ComeBack,
    };

    public static void AddInstalling(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentPackages>();
        builder.Services.AddSingleton(new Downloads(MostDownloads));
    }

    public static void MapInstalling(this WebApplication app)
    {
        app.MapMethods($"/{ScriptName}", GetAndHead, () => TypedResults.Bytes(Script, ScriptType)).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods($"/install/{{platform}}/{AgentPackages.Program}", GetAndHead, Download).AllowAnonymous().ExcludeFromDescription().DisableRequestTimeout();
        app.MapMethods("/install/{platform}/sha256", GetAndHead, Checksum).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Download(string platform, AgentPackages packages, Downloads downloads, GatewayMeter meter, HttpContext http)
    {
        if (!downloads.TryBegin(http))
        {
            return meter.Refuse(TooMany);
        }

        if (await packages.Open(platform, http.RequestAborted) is not var (package, content))
        {
            return meter.Refuse(Unknown);
        }

        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = Slowest;
        }

        return TypedResults.Stream(content, MediaTypeNames.Application.Octet, AgentPackages.Program, entityTag: new EntityTagHeaderValue($"\"{package.Sha256}\""));
    }

    /// <summary>As `sha256sum --check` takes it.</summary>
    private static async Task<IResult> Checksum(string platform, AgentPackages packages, GatewayMeter meter, HttpContext http)
    {
        if (await packages.Open(platform, http.RequestAborted) is not var (package, content))
        {
            return meter.Refuse(Unknown);
        }

        await content.DisposeAsync();
        return TypedResults.Text($"{package.Sha256}  {AgentPackages.Program}\n", MediaTypeNames.Text.Plain);
    }

    private static byte[] ReadScript()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(ScriptName)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
