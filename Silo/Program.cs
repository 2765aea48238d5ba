using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OrleansOps;

if (SiloComposition.WhyNotAlone is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return 2;
}

var builder = Host.CreateApplicationBuilder(args);

builder.Configuration.AddEnvironmentVariables("OPS_");
builder.AddOpsSilo();

await builder.Build().RunAsync();
return 0;
