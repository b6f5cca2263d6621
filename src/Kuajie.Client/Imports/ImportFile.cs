namespace Kuajie.Client.Imports;

/// <summary>A file to import.</summary>
/// <param name="Part">What it holds: <see cref="Interactions"/>, <see cref="Items"/> or <see cref="Users"/>.</param>
/// <param name="Name">Its name; the ending says the format where the content does not.</param>
/// <param name="Content">Read once, to its end, and not disposed of.</param>
public sealed record ImportFile(string Part, string Name, Stream Content)
{
    /// <summary>Who did what with which item, and when.</summary>
    public const string Interactions = "interactions";

    /// <summary>A catalog.</summary>
    public const string Items = "items";

    /// <summary>User records.</summary>
    public const string Users = "users";
}

/// <summary>How files are read. Whatever is left out is recognised.</summary>
/// <param name="Map">Roles and columns: <c>user=uid,item=course_id</c>.</param>
/// <param name="Preset">A known layout: <c>movielens</c>, <c>recbole</c>, <c>amazon-reviews</c>, <c>douban</c>.</param>
/// <param name="Encoding">Name of the files' encoding.</param>
/// <param name="TimeZone">IANA name of the zone of times without an offset; UTC where left out.</param>
/// <param name="RatingRange">Possible ratings: <c>1..5</c>.</param>
/// <param name="Kind">Kind of rows in files without a column for it.</param>
/// <param name="IsDryRun">Do everything but store.</param>
public sealed record ImportOptions(
    string? Map = null,
    string? Preset = null,
    string? Encoding = null,
    string? TimeZone = null,
    string? RatingRange = null,
    string? Kind = null,
    bool IsDryRun = false
);
