namespace OrleansOps.HostAgent.Configuration;

/// <summary>Gathers what one source says, under our own names and those of older agents.</summary>
internal sealed class LayerDraft
{
    private readonly List<GivenValue> _own = [];
    private readonly List<(GivenValue Value, int Rank)> _seeds = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];

    public void Own(Setting setting, IReadOnlyList<string> values, string place)
    {
        if (values.Any(value => value.Length > 0))
        {
            _own.Add(new GivenValue(setting, values, place));
        }
    }

    /// <summary>One of a mapping of labels.</summary>
    public void Label(string label, string place) => Add(AgentSettings.Labels, [label], place);

    /// <summary>A part of a command that is offered, with its values in their order.</summary>
    public void Command(string part, IReadOnlyList<string> values, string place) => Add(AgentSettings.Commands, [.. values.Select(value => $"{part}={value}")], place);

    public void Seed(SeedSetting seed, int rank, string text, string place, Func<string, string?> variable)
    {
        if (seed.Means is null)
        {
            _notes.Add($"{place} is not used here: {seed.Says}.");
        }
        else if (text.Length > 0 && seed.Convert(text, variable) is { Length: > 0 } converted)
        {
            _seeds.Add((new GivenValue(seed.Means, [converted], place), rank));
        }
    }

    private void Add(Setting setting, IReadOnlyList<string> values, string place)
    {
        var others = _own.FindIndex(own => own.Setting == setting);
        if (others < 0)
        {
            Own(setting, values, place);
        }
        else
        {
            _own[others] = _own[others] with { Values = [.. _own[others].Values, .. values] };
        }
    }

    public void Problem(string sentence) => _problems.Add(sentence);

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Where two names say the same thing, ours goes before those of others; where both are theirs, a list has both and the first one holds else.</summary>
    public SettingLayer Layer()
    {
        var given = new List<GivenValue>(_own);
        foreach (var seeds in _seeds.OrderBy(seed => seed.Rank).Select(seed => seed.Value).GroupBy(seed => seed.Setting))
        {
            var used = given.Find(own => own.Setting == seeds.Key);
            var left = seeds.ToList();
            if (used is null)
            {
                used = left[0];
                if (seeds.Key.IsList)
                {
                    given.Add(new GivenValue(seeds.Key, [.. left.SelectMany(seed => seed.Values)], string.Join(", ", left.Select(seed => seed.Place))));
                    continue;
                }

                given.Add(used);
                left.RemoveAt(0);
            }

            _notes.AddRange(left.Select(seed => $"{seed.Place} is not used: {used.Place} sets {seeds.Key.Key} too, and goes before it."));
        }

        return new SettingLayer(given, _problems, _notes);
    }
}
