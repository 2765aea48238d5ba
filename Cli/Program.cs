using OrleansOps.Cli;

var common = new CommonOptions();

return await CommandLine.Run(Commands.Create(common), common, args);
