using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;
using OrleansOps.Operators.Terraform;
using OrleansOps.Seeds.S1;
using OrleansOps.Seeds.S2;
using OrleansOps.Seeds.S4;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Hosting;

/// <summary>The gateway's own settings.</summary>
internal static class GatewaySettings
{
    public static void AddGatewaySettings(this WebApplicationBuilder builder, string[] args)
    {
        builder.AddSettings(
            args,
            (GatewayOptions.Section, typeof(GatewayOptions)),
            (AccessOptions.Section, typeof(AccessOptions)),
            (AgentSocketOptions.Section, typeof(AgentSocketOptions)),
            (S1Options.Section, typeof(S1Options)),
            (S2Options.Section, typeof(S2Options)),
            (S4Options.Section, typeof(S4Options)),
            (LogFollowOptions.Section, typeof(LogFollowOptions)),
            (LogCapOptions.Section, typeof(LogCapOptions)),
            (FileStoreOptions.Section, typeof(FileStoreOptions)),
            (StateOptions.Section, typeof(StateOptions)));
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => ForwardedAddresses.IsList(options.Proxies),
                $"{GatewayOptions.Section}:{nameof(GatewayOptions.Proxies)} must be addresses or networks with commas between, such as 127.0.0.1, 10.2.0.0/16.")
            .Validate(
                options => TraceLink.IsTemplate(options.TraceLink),
                $"{GatewayOptions.Section}:{nameof(GatewayOptions.TraceLink)} must be an address with {{traceId}} in it, such as https://traces.example.org/trace/{{traceId}}.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new TraceLink(services.GetRequiredService<IOptions<GatewayOptions>>().Value.TraceLink));
    }
}
