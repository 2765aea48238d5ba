using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Kinds of options and arguments that several commands share.</summary>
internal static class Options
{
    public static Option<string?> Text(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };

    /// <summary>May be given several times, one value each time.</summary>
    public static Option<string[]> Many(string name, string help, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = help, Description = description, DefaultValueFactory = _ => [] };

    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan? most = null) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => ParseDuration(name, result, most),
    };

    public static Option<long?> Size(string name, string description) => new(name)
    {
        HelpName = "SIZE",
        Description = description,
        CustomParser = result => ParseSize(name, result),
    };

    public static Option<long?> Number(string name, string help, string description, long least, params string[] aliases)
    {
        var option = new Option<long?>(name, aliases) { HelpName = help, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least))
            {
                result.AddError($"{name} takes a whole number from {least}, not \"{Printable.Of(token.Value)}\".");
            }
        });
        return option;
    }

    public static Option<string?> OneOf(string name, string help, string description, params string[] values)
    {
        var option = Text(name, help, description);
        option.CompletionSources.Add(values);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !values.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"{name} takes one of {string.Join(", ", values)}, not \"{Printable.Of(token.Value)}\".");
            }
        });
        return option;
    }

    public static Argument<string> TaskId()
    {
        var argument = new Argument<string>("ID") { HelpName = "ID", Description = "Id of the task." };   // without it, help would ask the server for all that may stand here
        argument.CompletionSources.Add(Known.Tasks);
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Ids.Complaint(token.Value) is { } complaint)
            {
                result.AddError(complaint);
            }
        });
        return argument;
    }

    public static Argument<string> JobId()
    {
        var argument = new Argument<string>("ID") { HelpName = "ID", Description = "Id of the job." };
        OfJobs(argument);
        return argument;
    }

    public static Argument<string[]> JobIds()
    {
        var argument = new Argument<string[]>("ID") { HelpName = "ID", Description = "Ids of jobs.", Arity = ArgumentArity.OneOrMore };
        OfJobs(argument);
        return argument;
    }

    public static Argument<string> Host()
    {
        var argument = new Argument<string>("HOST") { HelpName = "HOST", Description = "Id or name of the host." };
        argument.CompletionSources.Add(Known.Hosts);
        return argument;
    }

    public static Option<string?> OnHost(string description)
    {
        var option = Text("--on", "HOST", description);
        option.CompletionSources.Add(Known.Hosts);
        return option;
    }

    /// <summary>A selector.</summary>
    public static Option<string?> Label(string description)
    {
        var option = new Option<string?>("--label", "-l") { HelpName = "NAME=VALUE", Description = description };
        option.CompletionSources.Add(Known.Labels);
        return option;
    }

    private static void OfJobs(Argument argument)
    {
        argument.CompletionSources.Add(Known.Jobs);
        argument.Validators.Add(result =>
        {
            foreach (var complaint in result.Tokens.Select(token => Ids.ComplaintOfAnyJob(token.Value)).OfType<string>())
            {
                result.AddError(complaint);
            }
        });
    }

    private static long? ParseSize(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Sizes.Parse(text) is { } size)
        {
            return size;
        }

        result.AddError($"{name} takes a size such as 65536, 500K, 10M or 2G, not \"{Printable.Of(text)}\".");
        return null;
    }

    private static TimeSpan? ParseDuration(string name, ArgumentResult result, TimeSpan? most)
    {
        var text = result.Tokens[0].Value;
        if (most is { } limit && Durations.Parse(text) is { } given && (given < TimeSpan.FromSeconds(1) || given > limit))
        {
            result.AddError($"{name} must be 1s to {Durations.Show(limit)}, not \"{Printable.Of(text)}\".");
            return null;
        }

        if (Durations.Parse(text) is { } duration)
        {
            return duration;
        }

        result.AddError($"{name} takes a time such as 90s, 10m or 1h30m, not \"{Printable.Of(text)}\".");
        return null;
    }
}
