using System.CommandLine;

namespace OrleansOps.HostAgent.Cli;

/// <summary>Arguments that several commands take. What is not given comes from the environment or the file.</summary>
internal sealed class CommonArguments
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "A JSON file with settings. OPS_AGENT_* variables and arguments go before it.",
    };

    private readonly Option<string?> _data = new("--data") { Description = "The agent's own directory: identity, journal, tasks." };
    private readonly Option<string[]> _server = new("--server")
    {
        Description = "Address of the gateway, such as https://ops.example.org; repeated where there are several.",
    };

    private readonly Option<string?> _caFile = new("--ca-file") { Description = "Certificates (PEM) to trust instead of the host's." };
    private readonly Option<bool> _insecureHttp = new("--insecure-http")
    {
        Description = "Allows http:// to another host: token and output travel in the clear.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _config, _data, _server, _caFile, _insecureHttp })
        {
            command.Options.Add(option);
        }
    }

    public AgentOptions Read(ParseResult parsed)
    {
        var options = AgentOptions.Load(parsed.GetValue(_config));
        return options with
        {
            Data = parsed.GetValue(_data) ?? options.Data,
            Server = parsed.GetValue(_server) is { Length: > 0 } servers ? string.Join(',', servers) : options.Server,
            CaFile = parsed.GetValue(_caFile) ?? options.CaFile,
            InsecureHttp = parsed.GetValue(_insecureHttp) || options.InsecureHttp,
        };
    }
}
