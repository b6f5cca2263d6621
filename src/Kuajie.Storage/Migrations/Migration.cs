namespace Kuajie.Storage.Migrations;

/// <summary>One step of a database's schema. What has been released is never edited: a change is a new step.</summary>
/// <param name="Version">1, 2, 3, … without gaps.</param>
/// <param name="Name">What it brings, in a few words.</param>
/// <param name="Statements">SQL statements, run in order in one transaction.</param>
public sealed record Migration(int Version, string Name, IReadOnlyList<string> Statements);
