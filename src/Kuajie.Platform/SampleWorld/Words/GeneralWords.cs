namespace Kuajie.Platform.SampleWorld.Words;

/// <summary>Words that every scenario uses: invented names, cities, title and description templates, and the tastes only the knowledge platform serves.</summary>
internal sealed record GeneralWords(
    string[] Surnames,
    string[] GivenNames,
    string[] FirstNames,
    string[] LastNames,
    string[] Cities,
    string[] CitiesEn,
    string[] Seasons,
    string[] SeasonsEn,
    IReadOnlyDictionary<string, string[]> Titles,
    IReadOnlyDictionary<string, string[]> TitlesEn,
    string[] Descriptions,
    string[] DescriptionsEn,
    TasteWords[] KnowledgeTastes
);

/// <summary>One scenario's words.</summary>
/// <param name="Scenario">The scenario's and the partner domain's name.</param>
/// <param name="Forms">What the scenario's titles need beside nouns: venues, cars, series, museums.</param>
/// <param name="Brands">Invented leagues, makers, labels, issuers.</param>
/// <param name="Tastes">Tastes of the partner's audience; ones with a knowledge face are shared.</param>
internal sealed record ScenarioWords(
    string Scenario,
    string[] Forms,
    string[] FormsEn,
    string[] Brands,
    string[] BrandsEn,
    TasteWords[] Tastes
);

/// <summary>One latent taste and how it shows in the texts of either side.</summary>
internal sealed record TasteWords(string Name, string Zh, string En, double Prevalence, KnowledgeFace? Knowledge, PartnerFace? Partner);

/// <summary>How a taste shows in the knowledge catalog.</summary>
internal sealed record KnowledgeFace(
    string Face,
    string FaceEn,
    string[] Topics,
    string[] TopicsEn,
    string[] Hooks,
    string[] HooksEn,
    string[] Tags,
    string[] TagsEn,
    string[] Audience,
    string[] AudienceEn,
    string[] Benefit,
    string[] BenefitEn
);

/// <summary>How a taste shows in the partner's catalog.</summary>
/// <param name="Price">Lowest and highest price in whole yuan, where the scenario has prices per taste.</param>
/// <param name="Blurbs">Descriptions; <c>text@13</c> fits only the nouns in places 1 and 3, a text without places fits every noun.</param>
/// <param name="Forms">Instead of the scenario's forms, where those do not fit the taste.</param>
/// <param name="Grades">Scenario's own grading: risk levels, heritage kinds.</param>
internal sealed record PartnerFace(
    string Face,
    string FaceEn,
    string[] Nouns,
    string[] NounsEn,
    string[]? Roles,
    string[]? RolesEn,
    string[] Blurbs,
    string[] BlurbsEn,
    string[] Tags,
    string[] TagsEn,
    string[]? Price,
    string[]? Grades,
    string[]? Forms,
    string[]? FormsEn
);
