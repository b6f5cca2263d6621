namespace Kuajie.Algorithms.Text;

/// <summary>What a catalog says of one item.</summary>
/// <param name="Title">Title, or null.</param>
/// <param name="Description">Longer text, or null.</param>
/// <param name="Tags">Tags as written.</param>
/// <param name="Attributes">Names and short values of attributes that items may have in common, for example lecturer and a name.</param>
public sealed record ItemText(
    string? Title,
    string? Description,
    IReadOnlyList<string> Tags,
    IReadOnlyList<(string Name, string Value)> Attributes
);
