namespace Kuajie.Platform.Users;

/// <summary>Which counts of people are too small to be told to others: they would speak of single persons.</summary>
/// <param name="Fewest">The smallest count that is told; 1 tells everything.</param>
public readonly record struct FewPeople(int Fewest)
{
    /// <summary>Whether a count is hidden. Nobody counts as few: it says of everybody that they are not among them.</summary>
    public bool Hides(long count) => Fewest > 1 && count < Fewest;

    /// <summary>Whether a part of a known whole is hidden: because it is small, or because it leaves few out.</summary>
    public bool Hides(long part, long whole) => Hides(part) || Hides(whole - part);
}
