using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl secrets, with set, list, show, delete and reseal</summary>
internal static class SecretsCommand
{
    private const string More = """
        A secret is stored under a name, sealed, for the hosts that its expression chooses. Tasks name it and never have its value in what is stored of them; nobody is shown it again.

        Examples:
          opsctl secrets set db-password --on role=web --file password.txt
          opsctl secrets list
          opsctl run --on web-1 --stored-secret db-password --script deploy.sh
          opsctl secrets delete db-password --yes
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("secrets", "Secrets that tasks use by name: set, list, show or delete.", More)
    {
        SecretSetting.Create(common),
        SecretListing.Create(common),
        SecretShowing.Create(common),
        SecretVerbs.CreateDelete(common),
        SecretVerbs.CreateReseal(common),
    };

    public static Argument<string> Name()
    {
        var argument = new Argument<string>("NAME") { HelpName = "NAME", Description = "Name of the secret." };
        argument.CompletionSources.Add(Known.Secrets);
        return argument;
    }
}
