/// The JSON Schema of pack files, for editors that complete and check YAML.
///
/// It knows the keys and the closed lists of values; what stands in patterns and expressions is for `rules check`. YAML
/// reads `no` and `1` as something other than texts, and packs read them as texts, hence `text`.
public enum PackSchema {
    public static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:hearsay:pack:1",
          "title": "Hearsay rule pack, language version 1",
          "type": "object",
          "required": ["pack", "version"],
          "additionalProperties": false,
          "properties": {
            "pack": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)*$", "description": "The pack's name, as in core/hedging."},
            "version": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+(-.+)?$", "description": "Semantic version of the pack."},
            "engine": {"$ref": "#/$defs/text", "description": "The language version it needs: '>=1'."},
            "lang": {"type": "string", "description": "Not run on articles in another language."},
            "license": {"type": "string", "description": "An SPDX identifier."},
            "about": {"$ref": "#/$defs/text"},
            "default": {"enum": ["on", "off", true, false], "description": "off: only where it is asked for by name."},
            "use": {"$ref": "#/$defs/texts", "description": "Packs whose lexicons become $name here."},
            "lexicons": {"type": "object", "additionalProperties": {"$ref": "#/$defs/lexicon"}},
            "patterns": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}, "description": "Patterns with a name, for use in others as %name."},
            "rules": {"type": "object", "additionalProperties": {"$ref": "#/$defs/rule"}}
          },
          "$defs": {
            "text": {"type": ["string", "number", "boolean"]},
            "texts": {"oneOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"$ref": "#/$defs/text"}}]},
            "lexicon": {
              "oneOf": [
                {"$ref": "#/$defs/texts"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "is": {"$ref": "#/$defs/texts"},
                    "file": {"type": "string", "description": "A word list beside the pack."},
                    "case": {"enum": ["exact"]},
                    "as": {"enum": ["patterns"], "description": "The list's lines are patterns without gaps; left out: literal phrases."},
                    "+": {"$ref": "#/$defs/texts"},
                    "-": {"$ref": "#/$defs/texts"}
                  }
                }
              ]
            },
            "rule": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "about": {"$ref": "#/$defs/text"},
                "like": {"type": "string", "description": "A rule above, whose where, span, nest, extend, with, flag and status hold here too."},
                "match": {"$ref": "#/$defs/texts", "description": "One pattern or a list."},
                "unless": {"$ref": "#/$defs/texts", "description": "A match that one of these touches is dropped."},
                "where": {"$ref": "#/$defs/text", "description": "A condition."},
                "mark": {"type": "string", "description": "The type made; left out: the rule's own name."},
                "span": {"type": "string", "description": "The capture that is the mark's extent; left out: the whole match."},
                "with": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}, "description": "Attributes: constants or expressions."},
                "nest": {"type": "string", "description": "The capture that encloses other marks."},
                "extend": {"type": "object", "additionalProperties": {"enum": ["quote", "clause", "sentence"]}},
                "reach": {"$ref": "#/$defs/reach"},
                "tally": {"$ref": "#/$defs/tally"},
                "flag": {"oneOf": [{"$ref": "#/$defs/flag"}, {"type": "array", "items": {"$ref": "#/$defs/flag"}}]},
                "falsepositives": {"$ref": "#/$defs/texts"},
                "references": {"$ref": "#/$defs/texts"},
                "status": {"enum": ["experimental", "stable"]},
                "tests": {"$ref": "#/$defs/tests"}
              }
            },
            "reach": {
              "type": "object",
              "required": ["over", "set"],
              "additionalProperties": false,
              "properties": {
                "go": {"enum": ["right", "left"]},
                "over": {"$ref": "#/$defs/texts", "description": "Types of the marks that are changed."},
                "until": {"$ref": "#/$defs/texts", "description": "Patterns that end the reach."},
                "stop": {"enum": ["clause", "quote", "sentence", "paragraph", "article"]},
                "max": {"type": "integer", "minimum": 1, "description": "Tokens."},
                "same": {"type": "string", "description": "A capture: only marks of the same entity."},
                "set": {
                  "type": "object",
                  "minProperties": 1,
                  "additionalProperties": {"$ref": "#/$defs/text"},
                  "properties": {
                    "polarity": {"enum": ["affirmed", "denied"]},
                    "certainty": {"enum": ["certain", "conditional", "questioned"]}
                  }
                }
              }
            },
            "tally": {
              "type": "object",
              "required": ["over", "value"],
              "additionalProperties": false,
              "properties": {
                "over": {"enum": ["paragraph", "article", "session"]},
                "by": {"type": "string", "description": "voice, type, rule, or an attribute."},
                "let": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
                "value": {"$ref": "#/$defs/text"},
                "bands": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}}
              }
            },
            "flag": {
              "type": "object",
              "required": ["level", "say"],
              "additionalProperties": false,
              "properties": {
                "where": {"$ref": "#/$defs/text"},
                "level": {"enum": ["note", "caution", "warning", "error"]},
                "say": {"$ref": "#/$defs/text", "description": "The message, with {captures} filled in."}
              }
            },
            "tests": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "hit": {"$ref": "#/$defs/cases", "description": "[Brackets] show what must be found."},
                "miss": {"$ref": "#/$defs/cases"},
                "context": {"oneOf": [{"$ref": "#/$defs/context"}, {"type": "array", "items": {"$ref": "#/$defs/context"}}]}
              }
            },
            "cases": {"oneOf": [{"$ref": "#/$defs/case"}, {"type": "array", "items": {"$ref": "#/$defs/case"}}]},
            "case": {
              "oneOf": [
                {"$ref": "#/$defs/text"},
                {
                  "type": "object",
                  "required": ["text"],
                  "additionalProperties": false,
                  "properties": {
                    "text": {"$ref": "#/$defs/text"},
                    "zone": {"$ref": "#/$defs/zone"},
                    "outlet": {"$ref": "#/$defs/text", "description": "The article's."}
                  }
                }
              ]
            },
            "zone": {"enum": ["headline", "deck", "byline", "dateline", "lead", "body", "caption"]},
            "context": {
              "type": "object",
              "required": ["text"],
              "additionalProperties": {"$ref": "#/$defs/text"},
              "properties": {
                "text": {"$ref": "#/$defs/text", "description": "With the marks tagged: No evidence of <claim>fraud</claim>."},
                "polarity": {"enum": ["affirmed", "denied"]},
                "certainty": {"enum": ["certain", "conditional", "questioned"]},
                "voice": {"type": "string"},
                "depth": {"type": "integer", "minimum": 0},
                "quoted": {"enum": ["yes", "no", true, false]}
              }
            }
          }
        }

        """#
}
