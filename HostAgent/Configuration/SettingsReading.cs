using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>Reads one settings file, event by event: each value with its line, and what is wrong with its line too.</summary>
internal sealed class SettingsReading(string path, IParser yaml)
{
    private const int MostDepth = 8;

    private readonly Dictionary<string, long> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FileEntry> _entries = [];
    private readonly List<string> _problems = [];

    public IReadOnlyList<FileEntry> Entries => _entries;

    public IReadOnlyList<string> Problems => _problems;

    /// <exception cref="YamlException">It is no YAML.</exception>
    public void Document()
    {
        yaml.Consume<StreamStart>();
        if (!yaml.TryConsume<DocumentStart>(out _))
        {
            return;   // nothing, or comments alone
        }

        if (yaml.TryConsume<MappingStart>(out _))
        {
            Mapping("", 1);
        }
        else
        {
            if (!yaml.Accept<Scalar>(out var text) || !IsNothing(text))
            {
                Wrong("A settings file holds lines of 'key: value'.");
            }

            yaml.SkipThisAndNestedEvents();
        }

        yaml.Consume<DocumentEnd>();
        if (yaml.Accept<DocumentStart>(out _))
        {
            Wrong("A settings file is one document; a second one begins here.");
        }
    }

    private void Mapping(string above, int depth)
    {
        while (!yaml.TryConsume<MappingEnd>(out _))
        {
            if (!yaml.TryConsume<Scalar>(out var key) || depth > MostDepth)
            {
                Wrong(depth > MostDepth ? $"Keys lie at most {MostDepth} below each other." : "A key is a word.");
                yaml.SkipThisAndNestedEvents();
                if (key is null)
                {
                    yaml.SkipThisAndNestedEvents();
                }

                continue;
            }

            Value(above + key.Value, key.Start.Line, depth);
        }
    }

    private void Value(string name, long line, int depth)
    {
        if (yaml.TryConsume<MappingStart>(out _))
        {
            Mapping(name + ".", depth + 1);
        }
        else if (yaml.TryConsume<SequenceStart>(out _))
        {
            List(name, line);
        }
        else if (yaml.TryConsume<Scalar>(out var text))
        {
            Add(new FileEntry(name, IsNothing(text) ? [] : [text.Value], IsList: false, line));
        }
        else
        {
            Wrong("References (*name) are not taken: write the value out.");
            yaml.SkipThisAndNestedEvents();
        }
    }

    private void List(string name, long line)
    {
        var values = new List<string>();
        while (!yaml.TryConsume<SequenceEnd>(out _))
        {
            if (yaml.TryConsume<Scalar>(out var text))
            {
                values.Add(text.Value);
            }
            else
            {
                Wrong("A list holds texts alone.");
                yaml.SkipThisAndNestedEvents();
            }
        }

        Add(new FileEntry(name, values, IsList: true, line));
    }

    private void Add(FileEntry entry)
    {
        if (_lines.TryAdd(entry.Name, entry.Line))
        {
            _entries.Add(entry);
        }
        else
        {
            _problems.Add($"{path}:{entry.Line}: '{entry.Name}' is set twice; the first time in line {_lines[entry.Name]}.");
        }
    }

    private void Wrong(string sentence) => _problems.Add($"{path}:{yaml.Current?.Start.Line ?? 1}: {sentence}");

    /// <summary>What is there and says nothing leaves the setting to others: an empty value, or YAML's words for it.</summary>
    private static bool IsNothing(Scalar text) => text.Value.Length == 0 || (text.Style == ScalarStyle.Plain && text.Value is "~" or "null" or "Null" or "NULL");
}
