using System.Text.Json;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Simulation;

/// <summary>One object of a scenario's document: hands out its members, and tells what is wrong with them instead of stopping.</summary>
internal sealed class ScenarioMembers
{
    private const int MostEntries = 1_000;
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly string where;
    private readonly List<InputFault> faults;

    public ScenarioMembers(JsonElement element, string where, List<InputFault> faults)
    {
        (this.where, this.faults) = (where, faults);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Tell("ScenarioObject", where.Length == 0 ? "scenario" : where, element);
            return;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                faults.Add(new InputFault("ScenarioMemberTwice", Place(member.Name), member.Name));
            }
        }
    }

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name, string usual) =>
        Find(name) is not { } found ? usual
        : found.ValueKind == JsonValueKind.String ? found.GetString()!
        : Wrong("ScenarioText", name, found, usual);

    public double Number(string name, double usual) =>
        Find(name) is not { } found ? usual
        : IsNumber(found, out var number) ? number
        : Wrong("ScenarioNoNumber", name, found, usual);

    public int Whole(string name, int usual) =>
        Find(name) is not { } found ? usual
        : found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) ? number
        : Wrong("ScenarioNotWhole", name, found, usual);

    public IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> usual)
    {
        if (Find(name) is not { } found)
        {
            return usual;
        }
        var numbers = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().Take(MostEntries).ToArray() : null;
        return numbers is null || !numbers.All(each => IsNumber(each, out _))
            ? Wrong("ScenarioNumbers", name, found, usual)
            : [.. numbers.Select(each => each.GetDouble())];
    }

    /// <summary>A member that somebody else understands, as it is.</summary>
    public JsonElement Whatever(string name) => Find(name)?.Clone() ?? default;

    public T Object<T>(string name, Func<ScenarioMembers, T> read, T usual) =>
        Find(name) is { } found ? read(new ScenarioMembers(found, Place(name), faults)) : usual;

    public IReadOnlyList<T> List<T>(string name, Func<ScenarioMembers, T> read, IReadOnlyList<T> usual)
    {
        if (Find(name) is not { } found)
        {
            return usual;
        }
        return found.ValueKind != JsonValueKind.Array
            ? Wrong("ScenarioList", name, found, usual)
            :
            [
                .. found
                    .EnumerateArray()
                    .Take(MostEntries)
                    .Select((each, place) => read(new ScenarioMembers(each, $"{Place(name)}[{place}]", faults))),
            ];
    }

    /// <summary>Members that nobody asked for are misspelt.</summary>
    public void TellUnknown()
    {
        foreach (var name in members.Keys.Where(name => !asked.Contains(name)))
        {
            faults.Add(new InputFault("ScenarioMember", Place(Cut(name)), string.Join(", ", asked)));
        }
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return members.TryGetValue(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
    }

    private T Wrong<T>(string code, string name, JsonElement found, T usual)
    {
        Tell(code, Place(name), found);
        return usual;
    }

    private void Tell(string code, string place, JsonElement found) => faults.Add(new InputFault(code, place, Cut(found.GetRawText())));

    private string Place(string name) => where.Length == 0 ? name : $"{where}.{name}";

    private static bool IsNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
