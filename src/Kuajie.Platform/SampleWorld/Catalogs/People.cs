using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Invented people: lecturers, athletes, streamers. Nobody real is meant.</summary>
internal sealed class People(GeneralWords words, Draws draws)
{
    public string Name(bool isChinese) =>
        isChinese
            ? draws.Pick(words.Surnames) + draws.Pick(words.GivenNames)
            : $"{draws.Pick(words.FirstNames)} {draws.Pick(words.LastNames)}";

    public string City(bool isChinese) => draws.Pick(isChinese ? words.Cities : words.CitiesEn);

    public string Season(bool isChinese) => draws.Pick(isChinese ? words.Seasons : words.SeasonsEn);

    /// <summary>The few people who stand for each taste, so that a name carries the taste as well.</summary>
    public string[] Circle(int size, bool isChinese)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < size)
        {
            names.Add(Name(isChinese));
        }
        return [.. names];
    }
}
