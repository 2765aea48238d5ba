using System.Globalization;
using System.Text;
using OrleansOps.Platform;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansOps.Cli;

/// <summary>Rules in a file of YAML or JSON, as `opsctl rules list -o yaml` prints them.</summary>
internal static class CommandRulesFile
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Says of the file what is not said of the rules in it: those change only by somebody who writes them.</summary>
    private static readonly string[] Passed = ["version", "changedAt", "by"];

    /// <exception cref="CliException">It is no file with rules; the message names the line.</exception>
    public static async Task<(long? Version, IReadOnlyList<PutCommandRule> Rules)> Read(string path, CancellationToken cancel)
    {
        var bytes = await InputFile.Read("--file", path, MostBytes, cancel);
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes)));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }] ? Rules(root, path) : throw Wrong(path, Mark.Empty, "It begins with 'rules:', and is one document.");
        }
        catch (DecoderFallbackException broken)
        {
            throw CliException.Usage($"{Printable.Of(path)} is not UTF-8 text.", "Convert it first, for example with iconv.", broken);
        }
        catch (YamlException odd)
        {
            throw Wrong(path, odd.Start, $"This is no YAML: {Printable.Of(odd.Message)}");
        }
    }

    private static (long? Version, IReadOnlyList<PutCommandRule> Rules) Rules(YamlMappingNode root, string path)
    {
        var rules = new List<PutCommandRule>();
        long? version = null;
        foreach (var (key, value) in root.Children)
        {
            var name = Text(key, path);
            if (name is "rules" && value is YamlSequenceNode list)
            {
                rules.AddRange(list.Select(rule => Rule(rule, path)));
            }
            else if (name is "version")
            {
                version = long.TryParse(Text(value, path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(path, value.Start, "'version' is a whole number.");
            }
            else if (!Passed.Contains(name, StringComparer.Ordinal))
            {
                throw Wrong(path, key.Start, name is "rules" ? "'rules' is a list." : $"'{Printable.Of(name)}' has no place here; there is 'rules'.");
            }
        }

        return (version, rules);
    }

    private static PutCommandRule Rule(YamlNode node, string path)
    {
        var rule = new PutCommandRule();
        foreach (var (key, value) in (node as YamlMappingNode ?? throw Wrong(path, node.Start, "A rule has fields, such as 'name: ...'.")).Children)
        {
            var text = Text(value, path);
            rule = Text(key, path) switch
            {
                "name" => rule with { Name = text },
                "expression" => rule with { Expression = text },
                "on" => rule with { On = text },
                "action" => rule with { Action = text },
                "message" => rule with { Message = text },
                var odd => throw Wrong(path, key.Start, $"A rule has no '{Printable.Of(odd)}'; it has name, expression, on, action and message."),
            };
        }

        return rule;
    }

    private static string Text(YamlNode node, string path) => node is YamlScalarNode { Value: { } text } ? text : throw Wrong(path, node.Start, "Here is a text.");

    private static CliException Wrong(string path, Mark place, string sentence) =>
        CliException.Usage(string.Create(CultureInfo.InvariantCulture, $"{Printable.Of(path)}, line {Math.Max(1, place.Line)}: {sentence}"));
}
